package org.gardefou.kit.problem;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parameter that a resource method takes, by itself or in a {@code @BeanParam}.
 *
 * @param place where it is in a request
 * @param name as a client writes it
 * @param type of one value
 */
record DeclaredParameter(Place place, String name, Class<?> type) {

    /** The parts of a request that have parameters. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** All that a method takes. */
    static Stream<DeclaredParameter> of(Method method) {
        return Arrays.stream(method.getParameters()).flatMap(parameter -> declared(parameter, parameter.getType()));
    }

    private static Stream<DeclaredParameter> declared(AnnotatedElement element, Class<?> type) {
        if (element.isAnnotationPresent(BeanParam.class)) {
            return Arrays.stream(type.getDeclaredFields()).flatMap(field -> declared(field, field.getType()));
        }
        return Stream.of(
                        Optional.ofNullable(element.getAnnotation(PathParam.class))
                                .map(path -> new DeclaredParameter(Place.PATH, path.value(), valueType(element, type))),
                        Optional.ofNullable(element.getAnnotation(QueryParam.class))
                                .map(query ->
                                        new DeclaredParameter(Place.QUERY, query.value(), valueType(element, type))),
                        Optional.ofNullable(element.getAnnotation(HeaderParam.class))
                                .map(header ->
                                        new DeclaredParameter(Place.HEADER, header.value(), valueType(element, type))))
                .flatMap(Optional::stream);
    }

    /** The element type of an optional or a collection. */
    private static Class<?> valueType(AnnotatedElement element, Class<?> type) {
        Type generic =
                switch (element) {
                    case Parameter parameter -> parameter.getParameterizedType();
                    case Field field -> field.getGenericType();
                    default -> type;
                };
        return generic instanceof ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument
                ? argument
                : type;
    }
}
