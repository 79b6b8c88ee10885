package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.kit.problem.Violation;
import org.gardefou.restore.selection.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What of the live database is kept. Pure.
 *
 * @param tables that stay as they are, in each database that comes back and has them
 * @param newer kinds whose newer rows are kept, with whose state counts of those that were changed since
 */
public record Keeping(List<String> tables, Map<Kind, Winner> newer) {

    public static final Keeping NOTHING = new Keeping(List.of(), Map.of());

    /** As for tables that come back one by one. */
    private static final int MOST_TABLES = 100;
    /** MariaDB's limit for names. */
    private static final int LONGEST_TABLE = 64;

    public Keeping {
        tables = tables.stream().sorted().distinct().toList();
        newer = Map.copyOf(newer);
    }

    /** Whether there is nothing to keep. */
    public boolean nothing() {
        return tables.isEmpty() && newer.isEmpty();
    }

    /** What is wrong with what somebody asks to keep beside what comes back; nothing when {@link #asked} may be called. */
    public static List<Violation> wrong(
            @Nullable Scope scope, @Nullable List<@Nullable String> tables, @Nullable List<@Nullable KeepNewer> newer) {
        List<Violation> wrong = new ArrayList<>();
        if (tables != null) tables(wrong, scope, tables);
        if (newer != null) newer(wrong, scope, newer);
        return List.copyOf(wrong);
    }

    private static void tables(List<Violation> wrong, @Nullable Scope scope, List<@Nullable String> tables) {
        if (scope == Scope.FILES || scope == Scope.TABLES) {
            wrong.add(
                    new Violation(
                            "/keepTables",
                            "belongs to the scopes EVERYTHING and DATABASE only: leave it out, the tables that are not chosen stay"));
        } else if (tables.isEmpty() || tables.size() > MOST_TABLES) {
            wrong.add(new Violation("/keepTables", "must name 1 to " + MOST_TABLES + "; leave it out to keep none"));
        }
        for (int i = 0; i < tables.size(); i++) {
            String table = tables.get(i);
            if (table == null
                    || table.isBlank()
                    || table.length() > LONGEST_TABLE
                    || table.chars().anyMatch(Character::isISOControl)) {
                wrong.add(new Violation(
                        "/keepTables/" + i, "must be the name of a table, of 1 to " + LONGEST_TABLE + " signs"));
            }
        }
    }

    private static void newer(List<Violation> wrong, @Nullable Scope scope, List<@Nullable KeepNewer> newer) {
        if (scope == Scope.FILES) {
            wrong.add(new Violation("/keepNewer", "does not belong to the scope FILES: leave it out, databases stay"));
        } else if (newer.isEmpty()) {
            wrong.add(new Violation("/keepNewer", "must name a kind; leave it out to keep none"));
        }
        Set<Kind> seen = new HashSet<>();
        for (int i = 0; i < newer.size(); i++) {
            KeepNewer one = newer.get(i);
            if (one == null) wrong.add(new Violation("/keepNewer/" + i, "must be a kind"));
            else if (!seen.add(one.kind())) wrong.add(new Violation("/keepNewer/" + i, "names a kind twice"));
        }
    }

    /** What is asked for; only when nothing is {@link #wrong}. */
    public static Keeping asked(@Nullable List<@Nullable String> tables, @Nullable List<@Nullable KeepNewer> newer) {
        List<String> names = new ArrayList<>();
        if (tables != null) for (String table : tables) if (table != null) names.add(table);
        Map<Kind, Winner> kinds = new TreeMap<>();
        if (newer != null) for (KeepNewer one : newer) if (one != null) kinds.put(one.kind(), one.winner());
        return new Keeping(names, kinds);
    }

    /** The kinds again as they are asked for. */
    public List<KeepNewer> kinds() {
        return new TreeMap<>(newer)
                .entrySet().stream()
                        .map(one -> new KeepNewer(one.getKey(), one.getValue()))
                        .toList();
    }
}
