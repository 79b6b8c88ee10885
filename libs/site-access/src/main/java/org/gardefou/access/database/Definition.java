package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.List;

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

    /** Statements that make it, or make it anew. */
    List<String> make() {
        List<String> statements = new ArrayList<>();
        if (!sqlMode.isEmpty() || kind != Kind.VIEW) {
            statements.add("SET SESSION sql_mode = " + Sql.literal(sqlMode));
        }
        // Our text is UTF-8 whatever the client was that made it; only its collation can be kept.
        statements.add(
                collation.startsWith("utf8mb4_") ? "SET NAMES utf8mb4 COLLATE " + collation : "SET NAMES utf8mb4");
        statements.add("CREATE OR REPLACE " + sql.substring("CREATE ".length()));
        return statements;
    }

    String drop() {
        return "DROP " + kind + " IF EXISTS " + Sql.identifier(name);
    }

    /** The same made by somebody else. */
    Definition by(Account maker, Account now) {
        String clause = "DEFINER=" + maker.sql();
        int at = sql.indexOf(clause);
        if (at < 0) {
            throw new IllegalStateException("The server tells " + kind + " " + name + " without its definer.");
        }
        return new Definition(
                kind,
                name,
                sql.substring(0, at) + "DEFINER=" + now.sql() + sql.substring(at + clause.length()),
                sqlMode,
                collation);
    }

    /** The same for another schema: the server names the schema it stands in before tables and functions of a view. */
    Definition outOf(String schema) {
        String moved = kind == Kind.VIEW ? sql.replace(Sql.identifier(schema) + ".", "") : sql;
        return new Definition(kind, name, moved, sqlMode, collation);
    }
}
