package org.gardefou.access.database;

import java.nio.charset.StandardCharsets;

/**
 * The schemas that a grant is for, as {@code mysql.db} has them: {@code %} for any text, {@code _} for any byte, {@code \} before one
 * that stands for itself. The server compares bytes, so here each sign is one byte of UTF-8.
 */
record SchemaPattern(String bytes) {

    static SchemaPattern of(String pattern) {
        return new SchemaPattern(bytes(pattern));
    }

    /** A name with one sign for each of its bytes. */
    static String bytes(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What each schema that it matches begins with: those need to be looked at only. */
    String beginning() {
        StringBuilder beginning = new StringBuilder();
        for (int at = 0; at < bytes.length(); at++) {
            boolean escaped = bytes.charAt(at) == '\\' && at < bytes.length() - 1;
            char sign = bytes.charAt(escaped ? ++at : at);
            if (!escaped && (sign == '%' || sign == '_')) {
                break;
            }
            beginning.append(sign);
        }
        return beginning.toString();
    }

    /** Whether it stands for a schema, given by its bytes. Goes back to the last {@code %} only, so that no pattern makes it slow. */
    boolean matches(String schema) {
        int at = 0;
        int in = 0;
        int afterPercent = -1;
        int retry = 0;
        while (in < schema.length()) {
            boolean escaped = at < bytes.length() - 1 && bytes.charAt(at) == '\\';
            char wanted = at < bytes.length() ? bytes.charAt(escaped ? at + 1 : at) : 0;
            if (at < bytes.length() && !escaped && wanted == '%') {
                afterPercent = ++at;
                retry = in;
            } else if (at < bytes.length() && ((!escaped && wanted == '_') || wanted == schema.charAt(in))) {
                at += escaped ? 2 : 1;
                in++;
            } else if (afterPercent >= 0) {
                at = afterPercent;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < bytes.length() && bytes.charAt(at) == '%') {
            at++;
        }
        return at == bytes.length();
    }
}
