package org.gardefou.diagnostics.redaction;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the value lies that a text gives to a name.
 *
 * @param start first character of the value, a quote included
 * @param end behind its last
 */
record AssignedValue(int start, int end) {

    /** Flags tell whether there is a secret, which is none. */
    private static final Set<String> FLAGS =
            Set.of("", "true", "false", "yes", "no", "on", "off", "null", "none", "enabled", "disabled");

    /** Headers whose whole line is the secret. */
    private static final Set<String> LINES =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "cookie2");

    /** The value after a name that ends at a place; null when none is given to it, or only a flag. */
    static @Nullable AssignedValue after(String text, int nameEnd, String name) {
        int start = valueStart(text, nameEnd, name);
        if (start < 0 || start >= text.length()) return null;
        int end = LINES.contains(name.toLowerCase(Locale.ROOT)) && !quoted(text, start)
                ? lineEnd(text, start)
                : valueEnd(text, start);
        return isFlag(bare(text.substring(start, end))) ? null : new AssignedValue(start, end);
    }

    /** Without the quotes around it; by hand, for an expression takes the square of a long row of brackets. */
    private static String bare(String value) {
        int start = 0;
        int end = value.length();
        while (start < end && "\\\"'".indexOf(value.charAt(start)) >= 0) start++;
        while (end > start && "\\\"')".indexOf(value.charAt(end - 1)) >= 0) end--;
        return value.substring(start, end);
    }

    /** Whether a value says only that there is a secret, or none. */
    static boolean isFlag(String value) {
        return FLAGS.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Behind {@code =}, {@code :}, {@code =>}, {@code :=}, {@code ,}, {@code ">"} or, in serialised PHP, {@code ";s:6:}; -1 without any. */
    private static int valueStart(String text, int nameEnd, String name) {
        int at = nameEnd;
        // Quotes and brackets that end the name: "name", \"name\", ['name'].
        int closing = at;
        while (at < text.length() && "\\\"'`])".indexOf(text.charAt(at)) >= 0) at++;
        boolean closed = at > closing;
        if (closed && text.startsWith(";s:", at)) {
            int colon = skipDigits(text, at + 3);
            return colon < text.length() && text.charAt(colon) == ':' ? colon + 1 : -1;
        }
        if (!closed && at < text.length() && text.charAt(at) == '>') return at + 1;
        int spaces = at;
        at = skipSpaces(text, at);
        for (String sign : new String[] {"===", "==", "=>", ":=", "=", ":"}) {
            if (text.startsWith(sign, at)) return skipSpaces(text, at + sign.length());
        }
        // define("NAME", "value"): a comma only after a quoted name, for lists hold names too.
        if (closed && at < text.length() && text.charAt(at) == ',') return skipSpaces(text, at + 1);
        // --password value
        return name.startsWith("--") && at > spaces ? at : -1;
    }

    private static int valueEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) == '\\') at++;
        int escapes = at - start;
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return quotedEnd(text, at, escapes);
        }
        while (at < text.length() && " \t\r\n;&,'\"<".indexOf(text.charAt(at)) < 0) at++;
        return at;
    }

    /** A quote ends at one that is escaped as often as it; a text that is cut short ends it too. */
    private static int quotedEnd(String text, int quote, int escapes) {
        int slashes = 0;
        for (int at = quote + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == text.charAt(quote) && (escapes == 0 ? slashes % 2 == 0 : slashes == escapes)) return at + 1;
            slashes = c == '\\' ? slashes + 1 : 0;
        }
        return text.length();
    }

    private static boolean quoted(String text, int at) {
        return "\\\"'".indexOf(text.charAt(at)) >= 0;
    }

    private static int lineEnd(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r' && text.charAt(at) != '"') at++;
        return at;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
        return at;
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at;
    }
}
