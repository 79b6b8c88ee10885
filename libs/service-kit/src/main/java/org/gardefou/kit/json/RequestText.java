package org.gardefou.kit.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text, and refuses what {@link PlainText} forbids where the text is part of a request's body. What comes over the
 * bus or out of the database is taken as it is: it was looked at when it came in.
 */
public final class RequestText extends StdScalarDeserializer<String> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;

    private static final ScopedValue<Boolean> IN_A_REQUEST = ScopedValue.newInstance();

    private final boolean multiLine;

    private RequestText(boolean multiLine) {
        super(String.class);
        this.multiLine = multiLine;
    }

    static SimpleModule module() {
        return new SimpleModule("request-text")
                .addDeserializer(String.class, new RequestText(false))
                .addKeyDeserializer(String.class, new Key());
    }

    /** Reads something as the body of a request. */
    public static <T> T inARequest(Callable<T> reading) throws Exception {
        return ScopedValue.where(IN_A_REQUEST, true).call(reading::call);
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        boolean wanted = property != null && property.getAnnotation(MultiLine.class) != null;
        return wanted == multiLine ? this : new RequestText(wanted);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && IN_A_REQUEST.isBound()) {
            refuse(multiLine ? PlainText.forbiddenInLines(text) : PlainText.forbiddenInLine(text), parser);
        }
        return text;
    }

    @Override
    public LogicalType logicalType() {
        return LogicalType.Textual;
    }

    private static void refuse(OptionalInt forbidden, JsonParser parser) throws ForbiddenCharacter {
        if (forbidden.isPresent()) throw new ForbiddenCharacter(parser, forbidden.getAsInt());
    }

    /** A name that a client gave an entry: one line. */
    private static final class Key extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            if (IN_A_REQUEST.isBound()) refuse(PlainText.forbiddenInLine(key), context.getParser());
            return key;
        }
    }
}
