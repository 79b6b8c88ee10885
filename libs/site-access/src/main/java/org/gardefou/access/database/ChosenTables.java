package org.gardefou.access.database;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gardefou.access.database.Definition.Kind;

/** Some tables of a schema, among its others. */
final class ChosenTables {
    private static final Set<Kind> NOT_OF_TABLES = EnumSet.of(Kind.FUNCTION, Kind.PROCEDURE, Kind.VIEW);

    private final Database administration;
    private final String schema;
    private final Set<String> tables;

    ChosenTables(Database administration, String schema, Set<String> tables) {
        this.administration = administration;
        this.schema = schema;
        this.tables = Set.copyOf(tables);
    }

    /** Takes everything else out of a schema that was loaded whole. */
    void keepOnlyThese() throws DatabaseException {
        List<Table> all = administration.tables(schema);
        Set<String> missing = new TreeSet<>(tables);
        all.stream().filter(table -> table.kind() != Table.Kind.VIEW).forEach(table -> missing.remove(table.name()));
        if (!missing.isEmpty()) {
            throw new DatabaseException(
                    DatabaseException.TABLE_MISSING, "The dump has no table " + String.join(", ", missing) + ".");
        }
        demandUnlinked();
        List<String> statements = new ArrayList<>();
        for (Definition one : new Definitions(administration).of(schema)) {
            if (NOT_OF_TABLES.contains(one.kind())) {
                statements.add(one.drop());
            }
        }
        for (Table table : all) {
            if (table.kind() != Table.Kind.VIEW && !tables.contains(table.name())) {
                String what = table.kind() == Table.Kind.SEQUENCE ? "SEQUENCE" : "TABLE";
                statements.add("DROP " + what + " IF EXISTS " + Sql.identifier(table.name()));
            }
        }
        if (!statements.isEmpty()) {
            administration.script(schema, statements);
        }
    }

    /** {@link DatabaseException#LINKED} when a foreign key ties one of them to another table. */
    void demandUnlinked() throws DatabaseException {
        List<String> links = linksOut();
        if (!links.isEmpty()) {
            throw new DatabaseException(DatabaseException.LINKED, String.join(", ", links));
        }
    }

    /**
     * Foreign keys between one of them and a table that is not. Moved alone, the one would take its key along: rows elsewhere
     * would go on referring to the state before.
     */
    List<String> linksOut() throws DatabaseException {
        Set<String> links = new TreeSet<>();
        for (Row row : administration
                .client()
                .ask(
                        null,
                        "SELECT DISTINCT TABLE_NAME AS t, REFERENCED_TABLE_SCHEMA AS s, REFERENCED_TABLE_NAME AS r"
                                + " FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = "
                                + Sql.literal(schema)
                                + " AND REFERENCED_TABLE_NAME IS NOT NULL;")) {
            boolean from = tables.contains(row.text("t"));
            boolean to = row.text("s").equals(schema) && tables.contains(row.text("r"));
            if (from != to) {
                links.add(row.text("t") + " → " + row.text("r"));
            }
        }
        return List.copyOf(links);
    }
}
