package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table has in common here and there, so that its rows can go from one to the other. Pure.
 *
 * @param key that tells its rows apart; empty when nothing does
 * @param counter the column that the server numbers; null when there is none
 */
record Shape(
        List<String> columns, List<String> key, @Nullable String counter) {

    /** Of the tables that are on both sides, but for some. */
    static Map<String, Shape> common(Map<String, TableFacts> one, Map<String, TableFacts> other, Set<String> but) {
        Map<String, Shape> common = new TreeMap<>();
        one.forEach((table, facts) -> {
            TableFacts there = other.get(table);
            if (there != null && !but.contains(table)) common.put(table, of(facts, there));
        });
        return common;
    }

    private static Shape of(TableFacts one, TableFacts other) {
        List<String> columns = one.columns().stream()
                .filter(column -> has(other.columns(), column))
                .toList();
        List<String> key = new ArrayList<>(one.key());
        boolean same = key.size() == other.key().size()
                && key.stream().allMatch(column -> has(other.key(), column) && columns.contains(column));
        String counter = one.counter();
        boolean counted = counter != null && same && key.equals(List.of(counter));
        return new Shape(columns, same ? List.copyOf(key) : List.of(), counted ? counter : null);
    }

    /** Names of columns are the same in any case. */
    private static boolean has(List<String> columns, String name) {
        return columns.stream().anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    }

    boolean has(String column) {
        return has(columns, column);
    }
}
