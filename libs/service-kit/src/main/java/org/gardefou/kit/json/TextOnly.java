package org.gardefou.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;

/**
 * Reads a time from a text alone. Jackson also takes numbers, which are seconds or milliseconds by its settings, and
 * lists; whoever sends these is told so.
 */
final class TextOnly<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> reader;

    private TextOnly(Class<T> type, Function<String, T> reader) {
        super(type);
        this.reader = reader;
    }

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("text-only");
        add(module, Instant.class, text -> ofFourDigits(Instant.parse(text), time -> time.atOffset(ZoneOffset.UTC)));
        add(module, OffsetDateTime.class, text -> ofFourDigits(OffsetDateTime.parse(text), time -> time));
        add(module, LocalDate.class, text -> ofFourDigits(LocalDate.parse(text), time -> time));
        add(module, LocalTime.class, LocalTime::parse);
        add(module, Duration.class, Duration::parse);
        return module;
    }

    /** RFC 3339 knows years of four digits only, and a database not many more: a year that is longer is a mistake, or meant to do harm. */
    private static <T> T ofFourDigits(T time, Function<T, TemporalAccessor> calendar) {
        int year = calendar.apply(time).get(ChronoField.YEAR);
        if (year < 0 || year > 9999) throw new DateTimeException("The year " + year + " has not four digits");
        return time;
    }

    private static <T> void add(SimpleModule module, Class<T> type, Function<String, T> reader) {
        module.addDeserializer(type, new TextOnly<>(type, reader));
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null is how Jackson goes on after a problem that a handler took
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (T) context.handleUnexpectedToken(handledType(), parser);
        }
        String text = parser.getText();
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            return (T) context.handleWeirdStringValue(handledType(), text, "not in the expected form");
        }
    }
}
