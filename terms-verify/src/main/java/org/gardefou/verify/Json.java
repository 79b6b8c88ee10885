package org.gardefou.verify;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads canonical JSON (RFC 8785) and nothing else: a text that means the same and is written in another way is refused, since it was
 * changed. Objects become maps, arrays lists, numbers {@link BigDecimal}s.
 */
final class Json {

    private static final int DEEPEST = 64;
    private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?(e[+-][0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");

    private final String where;
    private final String text;
    private int at;

    private Json(String where, String text) {
        this.where = where;
        this.text = text;
    }

    /** The value of an object. */
    record Of(String where, Map<?, ?> members) {

        String text(String name) throws Fault {
            if (members.get(name) instanceof String text) return text;
            throw Fault.altered(where + " has no text \"" + name + "\".");
        }

        /** Empty where it is absent. */
        String textOrEmpty(String name) {
            return members.get(name) instanceof String text ? text : "";
        }

        long number(String name) throws Fault {
            if (members.get(name) instanceof BigDecimal number && number.scale() <= 0) return number.longValueExact();
            throw Fault.altered(where + " has no number \"" + name + "\".");
        }

        Of object(String name) throws Fault {
            if (members.get(name) instanceof Map<?, ?> object) return new Of(where, object);
            throw Fault.altered(where + " has no object \"" + name + "\".");
        }

        List<?> list(String name) throws Fault {
            if (members.get(name) instanceof List<?> list) return list;
            throw Fault.altered(where + " has no list \"" + name + "\".");
        }

        List<String> texts(String name) throws Fault {
            List<String> texts = new ArrayList<>();
            for (Object item : list(name)) {
                if (!(item instanceof String text))
                    throw Fault.altered(where + " has a list \"" + name + "\" of something else.");
                texts.add(text);
            }
            return texts;
        }
    }

    /** Reads an object; whatever is not canonical is a fault that names the file. */
    static Of object(String where, byte[] bytes) throws Fault {
        return object(where, utf8(where, bytes));
    }

    static Of object(String where, String text) throws Fault {
        Json reader = new Json(where, text);
        Object value = reader.value(0);
        if (reader.at != text.length()) throw reader.wrong("something behind the value");
        if (!(value instanceof Map<?, ?> object)) throw reader.wrong("no object");
        return new Of(where, object);
    }

    /** The text of UTF-8 bytes; anything else is a fault. */
    static String utf8(String where, byte[] bytes) throws Fault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Fault.altered(where + " is not UTF-8.");
        }
    }

    private Object value(int depth) throws Fault {
        if (depth > DEEPEST) throw wrong("too deep");
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> items(depth);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", "");
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) throws Fault {
        Map<String, Object> members = new LinkedHashMap<>();
        expect('{');
        String before = "";
        while (peek() != '}') {
            if (!members.isEmpty()) expect(',');
            String name = string();
            // RFC 8785, section 3.2.3: by UTF-16 units, which is how Java compares.
            if (!members.isEmpty() && name.compareTo(before) <= 0) throw wrong("a member out of order");
            expect(':');
            members.put(name, value(depth + 1));
            before = name;
        }
        expect('}');
        return members;
    }

    private List<Object> items(int depth) throws Fault {
        List<Object> items = new ArrayList<>();
        expect('[');
        while (peek() != ']') {
            if (!items.isEmpty()) expect(',');
            items.add(value(depth + 1));
        }
        expect(']');
        return items;
    }

    private Object word(String word, Object value) throws Fault {
        if (!text.startsWith(word, at)) throw wrong("no value");
        at += word.length();
        return value;
    }

    private String string() throws Fault {
        expect('"');
        int from = at;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) != '"' && text.charAt(at) != '\\') at++;
        StringBuilder string = new StringBuilder(text.substring(from, at));
        while (true) {
            char next = next();
            if (next == '"') return string.toString();
            if (next < ' ') throw wrong("a control character");
            string.append(next == '\\' ? escaped() : next);
        }
    }

    /** Section 3.2.2.2: each control character has one way of being written, and nothing else is escaped. */
    private char escaped() throws Fault {
        char kind = next();
        int known = "\"\\bfnrt".indexOf(kind);
        if (known >= 0) return "\"\\\b\f\n\r\t".charAt(known);
        if (kind != 'u' || at + 4 > text.length()) throw wrong("an escape");
        String hex = text.substring(at, at + 4);
        if (!hex.matches("00[01][0-9a-f]")) throw wrong("an escape");
        char control = (char) Integer.parseInt(hex, 16);
        if ("\b\f\n\r\t".indexOf(control) >= 0) throw wrong("an escape");
        at += 4;
        return control;
    }

    private BigDecimal number() throws Fault {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at++;
        String token = text.substring(from, at);
        if (!NUMBER.matcher(token).matches()) throw wrong("no value");
        BigDecimal number = new BigDecimal(token);
        boolean whole = WHOLE.matcher(token).matches() && number.abs().compareTo(EXACT) <= 0;
        if (!whole && !token.equals(EcmaNumber.write(number.doubleValue()))) throw wrong("a number");
        return number;
    }

    private char peek() throws Fault {
        if (at >= text.length()) throw wrong("the end");
        return text.charAt(at);
    }

    private char next() throws Fault {
        char next = peek();
        at++;
        return next;
    }

    private void expect(char wanted) throws Fault {
        if (next() != wanted) throw wrong("no " + wanted);
    }

    private Fault wrong(String what) {
        return Fault.altered("%s is not canonical JSON: %s at character %d.".formatted(where, what, at));
    }
}
