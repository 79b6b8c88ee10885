package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.List;
import org.gardefou.access.database.Definition.Kind;

/**
 * The definitions of schemas that were swapped out, so that a rollback needs nothing but the server. They are run again as the
 * administration, so they lie in a schema of ours that no customer's grant reaches, not beside the customer's tables. It stays
 * when it is empty: another restore on the server may be about to use it.
 */
final class KeptDefinitions {
    static final String SCHEMA = "gardefou_definitions";

    private static final String TABLE = Sql.qualified(SCHEMA, "kept");
    /** Where the version before kept them: in the retired schema itself, which a customer's grant may have reached. */
    private static final String FORMER = "gardefou_definitions";

    /** Where the note stands that a swap is done; 0 is the mark's, and what is kept comes behind. */
    private static final int LAST = -1;

    /** Says that all are kept, and whether they can be trusted to be as we wrote them. */
    private enum Mark {
        OURS,
        FORMER
    }

    private final Database administration;

    KeptDefinitions(Database administration) {
        this.administration = administration;
    }

    /** Keeps those of a schema that is going to be retired: all or none. */
    void keep(String retired, List<Definition> definitions) throws DatabaseException {
        keep(retired, definitions, Mark.OURS);
    }

    private void keep(String retired, List<Definition> definitions, Mark mark) throws DatabaseException {
        administration.demandPrivate(SCHEMA);
        List<String> statements = new ArrayList<>(List.of(
                "CREATE DATABASE IF NOT EXISTS " + Sql.identifier(SCHEMA) + " CHARACTER SET utf8mb4",
                "CREATE TABLE IF NOT EXISTS " + TABLE
                        + " (retired VARCHAR(64) COLLATE utf8mb4_bin NOT NULL, place INT NOT NULL,"
                        + " kind VARCHAR(20) NOT NULL, name VARCHAR(64) NOT NULL, statement LONGTEXT NOT NULL,"
                        + " mode TEXT NOT NULL, coll VARCHAR(64) NOT NULL, PRIMARY KEY (retired, place)) ENGINE=InnoDB",
                "SET SESSION autocommit = 0",
                "DELETE FROM " + TABLE + " WHERE retired = " + Sql.literal(retired),
                insert(retired, 0, mark.name(), "", "", "", "")));
        for (int i = 0; i < definitions.size(); i++) {
            Definition one = definitions.get(i);
            statements.add(
                    insert(retired, i + 1, one.kind().name(), one.name(), one.sql(), one.sqlMode(), one.collation()));
        }
        statements.add("COMMIT");
        // All values are literals in hexadecimal: there is nothing in it for the client to misread.
        administration.client().tell(null, String.join(";\n", statements) + ";\n");
    }

    private static String insert(String retired, int place, String... values) {
        List<String> all = new ArrayList<>();
        all.add(Sql.literal(retired));
        all.add(Integer.toString(place));
        for (String value : values) {
            all.add(Sql.literal(value));
        }
        return "INSERT INTO " + TABLE + " VALUES (" + String.join(", ", all) + ")";
    }

    /** Takes over what the version before kept of a schema. */
    void adoptFormer(String retired) throws DatabaseException {
        boolean former = administration.tables(retired).stream()
                .anyMatch(table ->
                        table.kind() == Table.Kind.BASE_TABLE && table.name().equals(FORMER));
        if (!former) {
            return;
        }
        List<Row> marks = marks(retired);
        if (marks.isEmpty()) {
            keep(
                    retired,
                    read("SELECT kind, name, statement, mode, coll FROM " + Sql.qualified(retired, FORMER)
                            + " ORDER BY place;"),
                    Mark.FORMER);
        }
        if (marks.isEmpty() || marks.getFirst().text("kind").equals(Mark.FORMER.name())) {
            administration.script(null, List.of("DROP TABLE " + Sql.qualified(retired, FORMER)));
        }
    }

    /** Whether those of a schema are kept: whether its swap began and was not undone. */
    boolean has(String retired) throws DatabaseException {
        return !marks(retired).isEmpty();
    }

    /** Whether a customer could have written what is kept of a schema. */
    boolean doubtful(String retired) throws DatabaseException {
        return marks(retired).stream().anyMatch(row -> row.text("kind").equals(Mark.FORMER.name()));
    }

    /** Notes that the swap of a schema is done, to its last definition. */
    void finish(String retired) throws DatabaseException {
        administration.client().tell(null, insert(retired, LAST, "FINISHED", "", "", "", "") + ";\n");
    }

    /** Whether the swap of a schema was done to its end, and not undone. */
    boolean finished(String retired) throws DatabaseException {
        return !administration.tables(SCHEMA).isEmpty()
                && !administration
                        .client()
                        .ask(
                                null,
                                "SELECT kind FROM " + TABLE + " WHERE place = " + LAST + " AND retired = "
                                        + Sql.literal(retired) + ";")
                        .isEmpty();
    }

    /** In the order in which they can be made. */
    List<Definition> of(String retired) throws DatabaseException {
        return read("SELECT kind, name, statement, mode, coll FROM " + TABLE + " WHERE retired = "
                + Sql.literal(retired) + " AND place > 0 ORDER BY place;");
    }

    void forget(String retired) throws DatabaseException {
        if (!administration.tables(SCHEMA).isEmpty()) {
            administration
                    .client()
                    .tell(null, "DELETE FROM " + TABLE + " WHERE retired = " + Sql.literal(retired) + ";");
        }
    }

    private List<Row> marks(String retired) throws DatabaseException {
        if (administration.tables(SCHEMA).isEmpty()) {
            return List.of();
        }
        return administration
                .client()
                .ask(
                        null,
                        "SELECT kind FROM " + TABLE + " WHERE place = 0 AND retired = " + Sql.literal(retired) + ";");
    }

    private List<Definition> read(String question) throws DatabaseException {
        return administration.client().ask(null, question).stream()
                .map(row -> new Definition(
                        Kind.valueOf(row.text("kind")),
                        row.text("name"),
                        row.text("statement"),
                        row.text("mode"),
                        row.text("coll")))
                .toList();
    }
}
