package org.gardefou.restore.newer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.Row;
import org.gardefou.access.database.Sql;
import org.jspecify.annotations.Nullable;

/**
 * How a table is made, as far as its rows are to be copied.
 *
 * @param columns that have values of their own, in their order; not those that the server works out
 * @param key of the primary key; empty when there is none
 * @param counter the column that the server numbers; null when there is none
 * @param next the number that it would give next; 1 where there is no counter
 */
record TableFacts(
        List<String> columns, List<String> key, @Nullable String counter, long next) {

    /** Of all base tables of a schema, by name: a view is none, whatever it is called. */
    static Map<String, TableFacts> of(Database administration, String schema) throws IOException {
        String where = " WHERE TABLE_SCHEMA = " + Sql.literal(schema);
        Map<String, Long> next = new LinkedHashMap<>();
        for (Row row : administration.query(
                "information_schema",
                "SELECT TABLE_NAME AS t, AUTO_INCREMENT AS n FROM TABLES" + where + " AND TABLE_TYPE = 'BASE TABLE'")) {
            next.put(row.text("t"), row.text("n").isEmpty() ? 1 : Long.parseUnsignedLong(row.text("n")));
        }
        Map<String, List<Row>> columns = new LinkedHashMap<>();
        for (Row row : administration.query(
                "information_schema",
                "SELECT TABLE_NAME AS t, COLUMN_NAME AS c, COLUMN_KEY AS k, EXTRA AS e FROM COLUMNS" + where
                        + " ORDER BY TABLE_NAME, ORDINAL_POSITION")) {
            columns.computeIfAbsent(row.text("t"), table -> new ArrayList<>()).add(row);
        }
        Map<String, TableFacts> facts = new TreeMap<>();
        next.forEach((table, number) -> facts.put(table, of(columns.getOrDefault(table, List.of()), number)));
        return facts;
    }

    private static TableFacts of(List<Row> rows, long next) {
        List<String> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        String counter = null;
        for (Row row : rows) {
            String extra = row.text("e").toUpperCase(Locale.ROOT);
            if (extra.contains("GENERATED") && !extra.contains("DEFAULT_GENERATED")) continue;
            if (extra.contains("PERSISTENT") || extra.contains("VIRTUAL")) continue;
            columns.add(row.text("c"));
            if (row.text("k").equals("PRI")) key.add(row.text("c"));
            if (extra.contains("AUTO_INCREMENT")) counter = row.text("c");
        }
        return new TableFacts(List.copyOf(columns), List.copyOf(key), counter, counter == null ? 1 : next);
    }
}
