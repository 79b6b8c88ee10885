package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Finds which parameter of a request could not be read. JAX-RS answers a bare 404 there and does not say which one it was,
 * so the values are looked at again.
 */
final class BadParameters {

    private static final Map<Class<?>, Function<String, ?>> READERS = Map.ofEntries(
            Map.entry(UUID.class, UUID::fromString),
            Map.entry(int.class, Integer::valueOf),
            Map.entry(Integer.class, Integer::valueOf),
            Map.entry(long.class, Long::valueOf),
            Map.entry(Long.class, Long::valueOf),
            Map.entry(double.class, Double::valueOf),
            Map.entry(Double.class, Double::valueOf),
            Map.entry(Instant.class, Instant::parse),
            Map.entry(LocalDate.class, LocalDate::parse),
            Map.entry(Duration.class, Duration::parse));

    private BadParameters() {}

    /** The problem that names the parameter; a general one when it cannot be told. */
    static HttpProblem of(ResteasyReactiveRequestContext request, Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> declared(parameter, parameter.getType()))
                .filter(place -> place.unreadable(request))
                .findFirst()
                .map(place -> Problems.badParameter(place.name(), Expected.of(place.type())))
                .orElseGet(
                        () -> Problems.of(
                                ProblemType.BAD_PARAMETER,
                                "A parameter in the path, the query or the headers cannot be read. Compare them with the API's description."));
    }

    private record Place(String in, String name, Class<?> type) {

        boolean unreadable(ResteasyReactiveRequestContext request) {
            return values(request).anyMatch(value -> !readable(type, value));
        }

        private Stream<String> values(ResteasyReactiveRequestContext request) {
            List<String> values =
                    switch (in) {
                        case "path" -> request.getUriInfo().getPathParameters().get(name);
                        case "query" ->
                            request.getUriInfo().getQueryParameters().get(name);
                        default -> request.getHttpHeaders().getRequestHeader(name);
                    };
            return values == null ? Stream.empty() : values.stream();
        }
    }

    private static Stream<Place> declared(AnnotatedElement element, Class<?> type) {
        if (element.isAnnotationPresent(BeanParam.class)) {
            Field[] fields = type.getDeclaredFields();
            return Arrays.stream(fields).flatMap(field -> declared(field, field.getType()));
        }
        return Stream.of(
                        Optional.ofNullable(element.getAnnotation(PathParam.class))
                                .map(path -> new Place("path", path.value(), valueType(element, type))),
                        Optional.ofNullable(element.getAnnotation(QueryParam.class))
                                .map(query -> new Place("query", query.value(), valueType(element, type))),
                        Optional.ofNullable(element.getAnnotation(HeaderParam.class))
                                .map(header -> new Place("header", header.value(), valueType(element, type))))
                .flatMap(Optional::stream);
    }

    /** The element type of an optional or a collection. */
    private static Class<?> valueType(AnnotatedElement element, Class<?> type) {
        java.lang.reflect.Type generic =
                switch (element) {
                    case Parameter parameter -> parameter.getParameterizedType();
                    case Field field -> field.getGenericType();
                    default -> type;
                };
        return generic instanceof java.lang.reflect.ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument
                ? argument
                : type;
    }

    private static boolean readable(Class<?> type, String value) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .anyMatch(constant -> ((Enum<?>) constant).name().equals(value));
        }
        @Nullable Function<String, ?> reader = READERS.get(type);
        if (reader == null) {
            return true;
        }
        try {
            return reader.apply(value) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }
}
