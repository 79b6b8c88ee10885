package org.gardefou.access.database;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A view, routine, trigger or event: what a schema has beside its tables.
 *
 * @param sql the statement that makes it, as the server tells it
 */
record Definition(Kind kind, String name, String sql, String sqlMode, String collation) {
    /** What it is, in the order in which they can be made. */
    enum Kind {
        FUNCTION,
        PROCEDURE,
        VIEW,
        TRIGGER,
        EVENT
    }

    /** A name as the server quotes it, which depends on the sql_mode that its definition was made in. */
    static final String QUOTED = "(?:`(?:[^`]|``)*+`|\"(?:[^\"]|\"\")*+\")";

    // Nothing of the customer's can stand before the definer.
    private static final Pattern HEAD = Pattern.compile(
            "CREATE (?:OR REPLACE )?((?:ALGORITHM=\\w+ )?)(?:DEFINER=" + QUOTED + "(?:@" + QUOTED + ")? )?");

    /** Statements that make it, or make it anew. */
    List<String> make() {
        // A view has no mode of its own: the server tells it, as it is asked to, in the plain one.
        return List.of(
                "SET SESSION sql_mode = " + Sql.literal(sqlMode),
                // Our text is UTF-8 whatever the client was that made it; only its collation can be kept.
                collation.startsWith("utf8mb4_") ? "SET NAMES utf8mb4 COLLATE " + collation : "SET NAMES utf8mb4",
                "CREATE OR REPLACE " + sql.substring("CREATE ".length()));
    }

    String drop() {
        return "DROP " + kind + " IF EXISTS " + Sql.identifier(name);
    }

    /** The same, belonging to an account. */
    Definition of(Account owner) {
        return headed("DEFINER=" + owner.sql() + " ");
    }

    /** The same, to belong to whoever makes it. */
    Definition ofNobody() {
        return headed("");
    }

    private Definition headed(String definer) {
        Matcher head = HEAD.matcher(sql);
        if (!head.lookingAt()) {
            throw new IllegalStateException("The server tells " + kind + " " + name + " in a way that is not known.");
        }
        return new Definition(
                kind, name, "CREATE " + head.group(1) + definer + sql.substring(head.end()), sqlMode, collation);
    }

    /** The same for another schema: the server names the schema it stands in before tables and functions of a view. */
    Definition outOf(String schema) {
        return kind == Kind.VIEW ? new Definition(kind, name, unqualified(sql, schema), sqlMode, collation) : this;
    }

    /** Leaves out a schema's name where it is one, and neither in a text nor a part of another name. */
    private static String unqualified(String sql, String schema) {
        String qualifier = Sql.identifier(schema);
        StringBuilder left = new StringBuilder();
        int at = 0;
        while (at < sql.length()) {
            int end = tokenEnd(sql, at);
            if (end < sql.length()
                    && sql.charAt(end) == '.'
                    && sql.substring(at, end).equals(qualifier)) {
                at = end + 1;
            } else {
                left.append(sql, at, end);
                at = end;
            }
        }
        return left.toString();
    }

    /** Behind a quoted text or name, or behind one sign. */
    private static int tokenEnd(String sql, int start) {
        char quote = sql.charAt(start);
        if (quote != '\'' && quote != '"' && quote != '`') {
            return start + 1;
        }
        int at = start + 1;
        while (at < sql.length()) {
            boolean doubled = sql.startsWith(String.valueOf(quote).repeat(2), at);
            if (sql.charAt(at) == quote && !doubled) {
                return at + 1;
            }
            at += doubled || (quote != '`' && sql.charAt(at) == '\\') ? 2 : 1;
        }
        return sql.length();
    }
}
