package org.gardefou.access.database;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Values and names inside a statement. */
public final class Sql {
    private Sql() {}

    /** A text as a literal, in hexadecimal: right under every {@code sql_mode}. */
    public static String literal(String value) {
        return "_utf8mb4 X'" + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** Texts as literals, with commas between them. */
    static String literals(Collection<String> values) {
        return values.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }

    /** A name, quoted. */
    public static String identifier(String name) {
        if (name.isEmpty() || name.indexOf(0) >= 0) {
            throw new IllegalArgumentException("A database name is neither empty nor contains a NUL.");
        }
        return "`" + name.replace("`", "``") + "`";
    }

    /** The name of something in a schema, quoted. */
    public static String qualified(String schema, String name) {
        return identifier(schema) + "." + identifier(name);
    }

    /** A schema in a GRANT, where {@code _} and {@code %} would stand for other names too. */
    static String grantPattern(String schema) {
        return identifier(escapedPattern(schema));
    }

    /** The pattern that only this schema matches. */
    static String escapedPattern(String schema) {
        return schema.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%");
    }

    /**
     * A script that runs each text as one statement, whatever is in it. Names and bodies are a customer's: read by the client
     * they could end a statement early or be taken for a command of its own, and the server would run all that a text holds
     * behind its first {@code ;}. In hexadecimal the client sees nothing of them, and {@code PREPARE} takes one statement only.
     */
    static String script(List<String> statements) {
        return statements.stream()
                .map(one ->
                        "SET @gardefou = " + literal(one) + ";\nPREPARE gardefou FROM @gardefou;\nEXECUTE gardefou;\n")
                .collect(Collectors.joining());
    }
}
