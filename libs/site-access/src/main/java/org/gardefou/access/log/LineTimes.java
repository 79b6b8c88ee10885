package org.gardefou.access.log;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * When a line was written. The patterns are RE2's, which never backtracks:
 * logs are written by attackers too.
 */
final class LineTimes {
    private final ZoneId zone;
    private final Clock clock;
    private final List<Shape> shapes;

    LineTimes(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
        this.shapes = List.of(
                // PHP's error_log names its zone, PHP-FPM's own log does not.
                new Shape(
                        "^\\[(\\d{2}-[A-Z][a-z]{2}-\\d{4} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(?: ([A-Za-z][\\w/+-]*))?\\]",
                        "dd-MMM-uuuu HH:mm:ss"),
                new Shape(
                        "^\\[[A-Z][a-z]{2} ([A-Z][a-z]{2} \\d{2} \\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?) (\\d{4})\\]",
                        "MMM dd HH:mm:ss"),
                new Shape("^(\\d{4}/\\d{2}/\\d{2} \\d{2}:\\d{2}:\\d{2})()", "uuuu/MM/dd HH:mm:ss"),
                new Shape(
                        "^(\\d{4}-\\d{2}-\\d{2} {1,2}\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?)()", "uuuu-MM-dd H:mm:ss"),
                new Shape(
                        "^(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z|[+-]\\d{2}:?\\d{2})?",
                        "uuuu-MM-dd'T'HH:mm:ss"),
                new Shape("^([A-Z][a-z]{2} [ \\d]\\d \\d{2}:\\d{2}:\\d{2})() ", "MMM d HH:mm:ss"));
    }

    /** The time at the beginning of a line; null where it names none, or none that there is. */
    @Nullable Instant time(String line) {
        String start = line.length() > 60 ? line.substring(0, 60) : line;
        for (Shape shape : shapes) {
            Matcher matcher = shape.pattern.matcher(start);
            if (matcher.find()) {
                try {
                    return time(shape, matcher);
                } catch (DateTimeException e) {
                    // 99-Foo-2026 looks like a date and is none; the line is taken as a text.
                    return null;
                }
            }
        }
        return null;
    }

    private Instant time(Shape shape, Matcher matcher) {
        String text = matcher.group(1).replace("  ", " ").replace(',', '.');
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (!shape.dated) {
            boolean yearKnown = suffix.length() == 4;
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
            int year = yearKnown ? Integer.parseInt(suffix) : now.getYear();
            LocalDateTime local = LocalDateTime.parse(year + " " + text, shape.format);
            // Syslog writes no year: a date that lies ahead was last year's.
            if (!yearKnown && local.isAfter(now.plus(Duration.ofDays(1)))) {
                local = local.minusYears(1);
            }
            return local.atZone(zone).toInstant();
        }
        return LocalDateTime.parse(text, shape.format)
                .atZone(suffix.isEmpty() ? zone : ZoneId.of(suffix, ZoneId.SHORT_IDS))
                .toInstant();
    }

    private static final class Shape {
        final Pattern pattern;
        final boolean dated;
        final DateTimeFormatter format;

        Shape(String pattern, String format) {
            this.pattern = Pattern.compile(pattern);
            this.dated = format.contains("uuuu");
            this.format = new DateTimeFormatterBuilder()
                    .appendPattern(dated ? format : "uuuu " + format)
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter(Locale.ENGLISH);
        }
    }
}
