package org.gardefou.kit.problem;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a value of a Java type looks like in a request, in words that a client understands. */
final class Expected {

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(UUID.class, "a UUID"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(float.class, "a number"),
            Map.entry(Float.class, "a number"),
            Map.entry(double.class, "a number"),
            Map.entry(Double.class, "a number"),
            Map.entry(BigDecimal.class, "a number"),
            Map.entry(BigInteger.class, "a whole number"),
            Map.entry(String.class, "a text"),
            Map.entry(Instant.class, "a time as in RFC 3339 (2026-11-23T10:15:30Z)"),
            Map.entry(OffsetDateTime.class, "a time as in RFC 3339 (2026-11-23T10:15:30Z)"),
            Map.entry(LocalDate.class, "a date (2026-11-23)"),
            Map.entry(LocalTime.class, "a time of day (10:15:30)"),
            Map.entry(Duration.class, "an ISO 8601 duration (PT15M)"),
            Map.entry(Period.class, "an ISO 8601 period (P7D)"),
            Map.entry(ZoneId.class, "the name of a time zone (Europe/Paris)"),
            Map.entry(URI.class, "a URI"));

    private Expected() {}

    static String of(Class<?> type) {
        String word = WORDS.get(type);
        if (word != null) {
            return word;
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .collect(Collectors.joining(", "));
        }
        if (wholeNumber(type)) {
            return "a whole number";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "an object";
    }

    static boolean wholeNumber(Class<?> type) {
        return type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class;
    }
}
