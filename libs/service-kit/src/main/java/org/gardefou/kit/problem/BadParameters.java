package org.gardefou.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        return DeclaredParameter.of(method)
                .filter(parameter -> values(parameter, request).anyMatch(value -> !readable(parameter.type(), value)))
                .findFirst()
                .map(parameter -> Problems.badParameter(parameter.name(), Expected.of(parameter.type())))
                .orElseGet(
                        () -> Problems.of(
                                ProblemType.BAD_PARAMETER,
                                "A parameter in the path, the query or the headers cannot be read. Compare them with the API's description."));
    }

    private static Stream<String> values(DeclaredParameter parameter, ResteasyReactiveRequestContext request) {
        List<String> values =
                switch (parameter.place()) {
                    case PATH -> request.getUriInfo().getPathParameters().get(parameter.name());
                    case QUERY -> request.getUriInfo().getQueryParameters().get(parameter.name());
                    case HEADER -> request.getHttpHeaders().getRequestHeader(parameter.name());
                };
        return values == null ? Stream.empty() : values.stream();
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
