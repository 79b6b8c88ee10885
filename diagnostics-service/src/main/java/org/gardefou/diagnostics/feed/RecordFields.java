package org.gardefou.diagnostics.feed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How the values of a feed are read: short, plain, and whatever else stands in their place taken for nothing. */
final class RecordFields {

    static final int LONGEST_SLUG = 200;
    static final int LONGEST_RECORD = 100;

    private static final int LONGEST = 2_000;

    private RecordFields() {}

    /** A record that does not have the form it should have; the rest of the feed may. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what, null, false, false);
        }
    }

    /** The text or number at the parser, cut; null for anything else, which is passed over. */
    static @Nullable String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            String text = json.getText();
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        }
        json.skipChildren();
        return null;
    }

    /** A flag as true, 1 or "1"; whatever else is none. */
    static boolean flag(JsonParser json) throws IOException {
        boolean yes = json.currentToken() == JsonToken.VALUE_TRUE;
        String text = text(json);
        return yes || "1".equals(text) || "true".equals(text);
    }

    static @Nullable Double number(JsonParser json) throws IOException {
        String text = text(json);
        if (text == null || text.isBlank()) return null;
        try {
            double number = Double.parseDouble(text);
            return number >= 0 && number <= 10 ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable String known(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /**
     * A slug or an id: it goes into an index, and is a name.
     *
     * @throws Unreadable when it is missing, or longer than any name
     */
    static String name(@Nullable String text, int longest) throws Unreadable {
        if (text == null || text.isBlank() || text.length() > longest)
            throw new Unreadable("without a name of its own");
        return text;
    }

    /** Passes over the rest of an object or array that was entered at this depth. */
    static void leave(JsonParser json, int depth) throws IOException {
        while (json.getParsingContext().getNestingDepth() > depth) {
            if (json.nextToken() == null) return;
        }
    }
}
