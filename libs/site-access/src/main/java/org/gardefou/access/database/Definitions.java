package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Definition.Kind;
import org.jspecify.annotations.Nullable;

/** Reads and makes the definitions of schemas. */
final class Definitions {
    // A minute in all: what a page of the site may take at most, and then some.
    private static final int LOCK_TRIES = 12;
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private final Database administration;

    Definitions(Database administration) {
        this.administration = administration;
    }

    /** All of a schema, as they are. */
    List<Definition> of(String schema) throws DatabaseException {
        return read(schema, ALL);
    }

    /** The triggers on some tables of a schema; on all of them when they are null. */
    List<Definition> triggers(String schema, @Nullable Set<String> tables) throws DatabaseException {
        if (tables != null && tables.isEmpty()) {
            return List.of();
        }
        // The catalogue compares without case, and two tables can differ in nothing else.
        String where = tables == null ? "" : " AND BINARY EVENT_OBJECT_TABLE IN (" + Sql.literals(tables) + ")";
        return told(schema, administration.client().ask(null, triggers(Sql.literal(schema), where)));
    }

    /** Those of some kinds, made over to an owner; {@link DatabaseException#OWNER_MISSING} when there are any and it is null. */
    List<Definition> of(String schema, Set<Kind> kinds, @Nullable Account owner) throws DatabaseException {
        return madeOver(schema, read(schema, kinds), owner);
    }

    /** Definitions of a schema made over to an owner; {@link DatabaseException#OWNER_MISSING} when there are any and it is null. */
    static List<Definition> madeOver(String schema, List<Definition> found, @Nullable Account owner)
            throws DatabaseException {
        if (found.isEmpty()) {
            return found;
        }
        if (owner == null) {
            throw ownerless(schema);
        }
        return found.stream().map(one -> one.of(owner).outOf(schema)).toList();
    }

    static DatabaseException ownerless(String schema) {
        return new DatabaseException(
                DatabaseException.OWNER_MISSING,
                "No account is known that could own the views, routines, triggers and events of the schema " + schema
                        + ".");
    }

    /** Whether a schema has any of some kinds. */
    boolean any(String schema, Set<Kind> kinds) throws DatabaseException {
        return !listed(schema, kinds).isEmpty();
    }

    private List<Row> listed(String schema, Set<Kind> kinds) throws DatabaseException {
        return administration
                .client()
                .ask(
                        null,
                        kinds.stream()
                                .map(kind -> list(kind, Sql.literal(schema)))
                                .collect(Collectors.joining("\n")));
    }

    private List<Definition> read(String schema, Set<Kind> kinds) throws DatabaseException {
        // One session lists, one more asks for the statements: a run of the client takes longer than all that it asks.
        return told(schema, listed(schema, kinds));
    }

    private List<Definition> told(String schema, List<Row> listed) throws DatabaseException {
        if (listed.isEmpty()) {
            return List.of();
        }
        List<String> questions = new ArrayList<>();
        questions.add("SET SESSION sql_mode = ''");
        listed.forEach(row -> questions.add("SHOW CREATE " + row.text("k") + " " + Sql.identifier(row.text("n"))));
        List<Row> made = administration.client().ask(schema, Sql.script(questions));
        List<Definition> found = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            Row row = listed.get(i);
            Kind kind = Kind.valueOf(row.text("k"));
            found.add(
                    new Definition(kind, row.text("n"), made.get(i).text(column(kind)), row.text("m"), row.text("c")));
        }
        return List.copyOf(found);
    }

    /** Makes a schema's definitions these and no others, of the kinds given. */
    void replace(String schema, Set<Kind> kinds, List<Definition> wanted) throws DatabaseException {
        List<String> statements = new ArrayList<>();
        List<Definition> present = read(schema, kinds);
        for (Definition there : present) {
            boolean stays = wanted.stream()
                    .anyMatch(one -> one.kind() == there.kind() && one.name().equals(there.name()));
            if (!stays) {
                statements.add(there.drop());
            }
        }
        if (!statements.isEmpty()) {
            run(schema, statements);
        }
        // What stands already is left alone: making a trigger anew would wait for its table's transactions.
        make(schema, wanted.stream().filter(one -> !present.contains(one)).toList());
    }

    /** The server's own limit for waiting on a table is a day; ours is short, and tried again. */
    private void run(String schema, List<String> statements) throws DatabaseException {
        List<String> bounded = new ArrayList<>(statements);
        bounded.addFirst("SET SESSION lock_wait_timeout = " + SchemaSwap.LOCK_WAIT_SECONDS);
        for (int attempt = 1; ; attempt++) {
            try {
                administration.script(schema, bounded);
                return;
            } catch (DatabaseException e) {
                if (e.code() != SchemaSwap.LOCK_WAIT_TIMEOUT || attempt >= LOCK_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Views can be built on views: those that fail are tried again as long as another one succeeds. */
    void make(String schema, List<Definition> wanted) throws DatabaseException {
        List<Definition> left = new ArrayList<>(wanted);
        while (!left.isEmpty()) {
            try {
                administration.script(
                        schema,
                        left.stream().flatMap(one -> one.make().stream()).toList());
                return;
            } catch (DatabaseException e) {
                List<Definition> failed = new ArrayList<>();
                for (Definition one : left) {
                    try {
                        run(schema, one.make());
                    } catch (DatabaseException again) {
                        failed.add(one);
                    }
                }
                if (failed.size() == left.size()) {
                    throw e;
                }
                left = failed;
            }
        }
    }

    private static String list(Kind kind, String schema) {
        String select = "SELECT '" + kind + "' AS k, ";
        return switch (kind) {
            case VIEW ->
                select
                        + "TABLE_NAME AS n, '' AS m, COLLATION_CONNECTION AS c FROM information_schema.VIEWS"
                        + " WHERE TABLE_SCHEMA = " + schema + " ORDER BY TABLE_NAME;";
            case TRIGGER -> triggers(schema, "");
            case FUNCTION, PROCEDURE ->
                select + "ROUTINE_NAME AS n, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                        + " information_schema.ROUTINES WHERE ROUTINE_TYPE = '" + kind + "' AND ROUTINE_SCHEMA = "
                        + schema + " ORDER BY ROUTINE_NAME;";
            case EVENT ->
                select + "EVENT_NAME AS n, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                        + " information_schema.EVENTS WHERE EVENT_SCHEMA = " + schema + " ORDER BY EVENT_NAME;";
        };
    }

    private static String triggers(String schema, String where) {
        return "SELECT 'TRIGGER' AS k, TRIGGER_NAME AS n, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                + " information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + schema + where
                + " ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER;";
    }

    private static String column(Kind kind) {
        if (kind == Kind.TRIGGER) {
            return "SQL Original Statement";
        }
        String word = kind.name();
        return "Create " + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
