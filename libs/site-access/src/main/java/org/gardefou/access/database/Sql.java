package org.gardefou.access.database;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Values and names inside a statement. */
public final class Sql {
    private Sql() {}

    /** A text as a literal, in hexadecimal: right under every {@code sql_mode}. */
    public static String literal(String value) {
        return "_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** A name, quoted. */
    public static String identifier(String name) {
        if (name.isEmpty() || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException("A database name is neither empty nor contains a NUL.");
        }
        return "`" + name.replace("`", "``") + "`";
    }

    static String qualified(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    /** A schema in a GRANT, where {@code _} and {@code %} would stand for other names too. */
    static String grantPattern(String schema) {
        return identifier(schema.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%"));
    }
}
