package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gardefou.restore.newer.Part.Branch;
import org.gardefou.restore.newer.Part.Root;
import org.jspecify.annotations.Nullable;

/** What can be kept of a schema at all. Pure. */
final class Keepable {

    private Keepable() {}

    /**
     * The kinds that a schema has.
     *
     * @param chosen the tables that come back alone; null for all
     */
    static Set<Kind> kinds(Set<String> live, @Nullable Collection<String> chosen) {
        Set<Kind> kinds = new TreeSet<>();
        for (Part part : WordPress.parts(live)) {
            boolean comes = part.roots().stream()
                    .map(Root::table)
                    .anyMatch(table -> live.contains(table) && (chosen == null || chosen.contains(table)));
            boolean whole = part.kind() != Kind.USERS || chosen == null || chosen.contains(part.prefix() + "usermeta");
            if (comes && whole) kinds.add(part.kind());
        }
        return kinds;
    }

    /**
     * Tables of the kinds that are wanted which the live schema has and the restore point has not: what they hold could go nowhere.
     *
     * @param staying that are kept whole anyway
     */
    static List<String> lacking(
            Set<String> live, Collection<String> point, Collection<String> staying, Map<Kind, Winner> wanted) {
        List<String> lacking = new ArrayList<>();
        for (Part part : WordPress.parts(live)) {
            if (!wanted.containsKey(part.kind())) continue;
            Stream.concat(
                            part.roots().stream().map(Root::table),
                            part.branches().stream().map(Branch::table))
                    .filter(table -> live.contains(table) && !point.contains(table) && !staying.contains(table))
                    .forEach(lacking::add);
        }
        return lacking.stream().distinct().sorted().toList();
    }

    /**
     * From which number on a thing of each root was made after a moment.
     *
     * @param next the number that each table would have given next in that moment
     */
    static Map<String, Long> since(List<Part> parts, Map<String, Long> next) {
        Map<String, Long> since = new TreeMap<>();
        for (Part part : parts) {
            // Orders in tables of their own have numbers out of the table of posts.
            long number = part.roots().stream()
                    .map(Root::table)
                    .filter(next::containsKey)
                    .mapToLong(table -> next.getOrDefault(table, 0L))
                    .max()
                    .orElse(Long.MAX_VALUE);
            part.roots().forEach(root -> since.merge(root.table(), number, Math::max));
        }
        return since;
    }

    /** The numbers that tables would give next; of those that have any. */
    static Map<String, Long> next(Map<String, TableFacts> tables) {
        Map<String, Long> next = new TreeMap<>();
        tables.forEach((table, facts) -> {
            if (facts.counter() != null) next.put(table, facts.next());
        });
        return next;
    }
}
