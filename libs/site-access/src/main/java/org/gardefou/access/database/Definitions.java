package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.access.database.Definition.Kind;
import org.jspecify.annotations.Nullable;

/** Reads, keeps and makes the definitions of schemas. */
final class Definitions {
    /** Where those of a retired schema are kept, so that a rollback needs nothing but the server. */
    static final String KEPT = "gardefou_definitions";

    // A minute in all: what a page of the site may take at most, and then some.
    private static final int LOCK_TRIES = 12;
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    private final Database administration;

    Definitions(Database administration) {
        this.administration = administration;
    }

    /** All of a schema, as they are. */
    List<Definition> of(String schema) throws DatabaseException {
        return read(schema, ALL, null);
    }

    /** Those of some kinds, made over to an owner. */
    List<Definition> of(String schema, Set<Kind> kinds, Account owner) throws DatabaseException {
        return read(schema, kinds, owner);
    }

    private List<Definition> read(String schema, Set<Kind> kinds, @Nullable Account owner) throws DatabaseException {
        // One session lists, one more asks for the statements: a run of the client takes longer than all that it asks.
        List<Row> listed = administration
                .client()
                .ask(
                        null,
                        kinds.stream()
                                .map(kind -> list(kind, Sql.literal(schema)))
                                .collect(Collectors.joining("\n")));
        if (listed.isEmpty()) {
            return List.of();
        }
        List<Row> made = administration
                .client()
                .ask(
                        schema,
                        listed.stream()
                                .map(row -> "SHOW CREATE " + row.text("k") + " " + Sql.identifier(row.text("n")) + ";")
                                .collect(Collectors.joining("\n")));
        List<Definition> found = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            Row row = listed.get(i);
            Kind kind = Kind.valueOf(row.text("k"));
            Definition definition =
                    new Definition(kind, row.text("n"), made.get(i).text(column(kind)), row.text("m"), row.text("c"));
            found.add(
                    owner == null
                            ? definition
                            : definition.by(Account.of(row.text("d")), owner).outOf(schema));
        }
        return List.copyOf(found);
    }

    /** Makes a schema's definitions these and no others, of the kinds given. */
    void replace(String schema, Set<Kind> kinds, List<Definition> wanted) throws DatabaseException {
        List<String> statements = new ArrayList<>();
        List<Definition> present = read(schema, kinds, null);
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
    private void make(String schema, List<Definition> wanted) throws DatabaseException {
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

    /** Writes definitions into a table of a schema. */
    void keep(String schema, List<Definition> definitions) throws DatabaseException {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + Sql.qualified(schema, KEPT)
                + " (place INT PRIMARY KEY, kind VARCHAR(20) NOT NULL, name VARCHAR(64) NOT NULL, statement LONGTEXT NOT NULL,"
                + " mode TEXT NOT NULL, coll VARCHAR(64) NOT NULL) ENGINE=InnoDB CHARACTER SET utf8mb4");
        int place = 0;
        for (Definition one : definitions) {
            statements.add("INSERT INTO " + Sql.qualified(schema, KEPT) + " VALUES (" + place++ + ", "
                    + Sql.literal(one.kind().name()) + ", " + Sql.literal(one.name()) + ", " + Sql.literal(one.sql())
                    + ", " + Sql.literal(one.sqlMode()) + ", " + Sql.literal(one.collation()) + ")");
        }
        administration.script(schema, statements);
    }

    /** Reads what {@link #keep} wrote. */
    List<Definition> kept(String schema) throws DatabaseException {
        return administration
                .client()
                .ask(
                        null,
                        "SELECT kind, name, statement, mode, coll FROM " + Sql.qualified(schema, KEPT)
                                + " ORDER BY place;")
                .stream()
                .map(row -> new Definition(
                        Kind.valueOf(row.text("kind")),
                        row.text("name"),
                        row.text("statement"),
                        row.text("mode"),
                        row.text("coll")))
                .toList();
    }

    private static String list(Kind kind, String schema) {
        String select = "SELECT '" + kind + "' AS k, ";
        return switch (kind) {
            case VIEW ->
                select
                        + "TABLE_NAME AS n, DEFINER AS d, '' AS m, COLLATION_CONNECTION AS c FROM information_schema.VIEWS"
                        + " WHERE TABLE_SCHEMA = " + schema + " ORDER BY TABLE_NAME;";
            case TRIGGER ->
                select + "TRIGGER_NAME AS n, DEFINER AS d, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                        + " information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + schema
                        + " ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER;";
            case FUNCTION, PROCEDURE ->
                select + "ROUTINE_NAME AS n, DEFINER AS d, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                        + " information_schema.ROUTINES WHERE ROUTINE_TYPE = '" + kind + "' AND ROUTINE_SCHEMA = "
                        + schema + " ORDER BY ROUTINE_NAME;";
            case EVENT ->
                select + "EVENT_NAME AS n, DEFINER AS d, SQL_MODE AS m, COLLATION_CONNECTION AS c FROM"
                        + " information_schema.EVENTS WHERE EVENT_SCHEMA = " + schema + " ORDER BY EVENT_NAME;";
        };
    }

    private static String column(Kind kind) {
        if (kind == Kind.TRIGGER) {
            return "SQL Original Statement";
        }
        String word = kind.name();
        return "Create " + word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
    }
}
