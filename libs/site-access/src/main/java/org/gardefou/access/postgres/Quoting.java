package org.gardefou.access.postgres;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Values and names inside a statement or a connection string. */
final class Quoting {
    private Quoting() {}

    /** A text as a value, in hexadecimal: neither {@code psql} nor any setting of the server sees a quote in it. */
    static String value(String text) {
        return "convert_from(decode('" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))
                + "', 'hex'), 'UTF8')";
    }

    /** A name. */
    static String name(String name) {
        if (name.isEmpty() || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException("A name is neither empty nor contains a NUL.");
        }
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A part of a connection string, where an unquoted {@code =} or {@code postgresql://} would lead elsewhere. */
    static String connecting(String key, String value) {
        return key + "='" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** What people call a table: {@code public.orders}; quoted only where the dot would not tell its parts. */
    static String table(String schema, String table) {
        return plain(schema) + "." + plain(table);
    }

    private static String plain(String part) {
        return part.indexOf('.') < 0 && part.indexOf('"') < 0 ? part : name(part);
    }
}
