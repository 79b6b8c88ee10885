package org.gardefou.kit.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What Bean Validation found, with pointers that a client understands. */
final class Violations {

    private Violations() {}

    /** Whether it was our answer that is wrong, not the request. */
    static boolean ofAnswer(ConstraintViolationException failure) {
        return failure.getConstraintViolations().stream()
                .flatMap(violation -> java.util.stream.StreamSupport.stream(
                        violation.getPropertyPath().spliterator(), false))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    static List<Violation> of(ConstraintViolationException failure, Optional<Method> method) {
        return failure.getConstraintViolations().stream()
                .map(violation -> new Violation(pointer(violation, method), violation.getMessage()))
                .distinct()
                .sorted(Comparator.comparing(Violation::pointer).thenComparing(Violation::message))
                .toList();
    }

    private static String pointer(ConstraintViolation<?> violation, Optional<Method> method) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(escaped(node.getKey().toString()));
            }
            switch (node.getKind()) {
                case PARAMETER -> {
                    Optional<String> outside = method.flatMap(of -> outsideBody(of, node));
                    if (outside.isPresent()) {
                        return outside.get();
                    }
                }
                case PROPERTY -> pointer.append('/').append(escaped(node.getName()));
                default -> {
                    // The method itself, and the containers of elements, have no name in the body.
                }
            }
        }
        return pointer.toString();
    }

    private static Optional<String> outsideBody(Method method, Path.Node node) {
        int index = node.as(Path.ParameterNode.class).getParameterIndex();
        if (index >= method.getParameterCount()) {
            return Optional.empty();
        }
        Parameter parameter = method.getParameters()[index];
        if (parameter.isAnnotationPresent(QueryParam.class)) {
            return Optional.of("?" + parameter.getAnnotation(QueryParam.class).value());
        }
        if (parameter.isAnnotationPresent(PathParam.class)) {
            return Optional.of("{" + parameter.getAnnotation(PathParam.class).value() + "}");
        }
        if (parameter.isAnnotationPresent(HeaderParam.class)) {
            return Optional.of(parameter.getAnnotation(HeaderParam.class).value() + ":");
        }
        return Optional.empty();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
