package org.gardefou.access.database;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which schemas of others some accounts reach, be it a single column or routine of them.
 *
 * @param schemas by their bytes, for each account
 */
record Reach(Map<Account, Set<String>> schemas) {

    static Reach of(Client administration, List<Account> accounts) throws DatabaseException {
        NavigableSet<String> all = new TreeSet<>();
        Map<Account, Set<String>> reached = new HashMap<>();
        for (Row row : administration.ask(null, GrantTables.reachedBy(accounts))) {
            String name = row.text("Db");
            // The schemas come before the grants.
            if (row.text("k").equals("schema")) {
                all.add(SchemaPattern.bytes(name));
            } else {
                Set<String> schemas = reached.computeIfAbsent(
                        new Account(row.text("User"), row.text("Host")), one -> new HashSet<>());
                if (row.text("k").equals("whole")) {
                    schemas.addAll(matching(SchemaPattern.of(name), all));
                } else if (all.contains(SchemaPattern.bytes(name))) {
                    schemas.add(SchemaPattern.bytes(name));
                }
            }
        }
        return new Reach(Map.copyOf(reached));
    }

    /** The accounts that reach nothing but what every one of them reaches. */
    Set<Account> least() {
        return schemas.entrySet().stream()
                .filter(one -> schemas.values().stream().allMatch(other -> other.containsAll(one.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> matching(SchemaPattern pattern, NavigableSet<String> all) {
        String beginning = pattern.beginning();
        return all.tailSet(beginning, true).stream()
                .takeWhile(schema -> schema.startsWith(beginning))
                .filter(pattern::matches)
                .toList();
    }
}
