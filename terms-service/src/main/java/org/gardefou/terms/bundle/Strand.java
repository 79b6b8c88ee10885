package org.gardefou.terms.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What belongs to one breakage among all that happened to a site: entries that name the same diagnosis, case, assessment, change … hang
 * together, and what they name besides (restore points, backups) is told with them without leading further. Pure.
 */
final class Strand {

    /** Ids that lead from one entry to the next. */
    private static final Set<String> LEADING =
            Set.of("case", "diagnosis", "assessment", "coverage", "decision", "restore", "change", "notice", "quote");

    /** Ids that are looked up and lead no further: many breakages share a restore point. */
    private static final Set<String> TOLD = Set.of("restorePoint", "safetyRestorePoint", "backup");

    private Strand() {}

    /** An entry with what it says. */
    record Said(long seq, JsonNode data) {}

    /** The numbers of the entries that hang together with this one. */
    static SortedSet<Long> around(Said seed, Collection<Said> all) {
        Set<String> known = ids(seed.data, LEADING);
        SortedSet<Long> found = new TreeSet<>(List.of(seed.seq));
        boolean more = true;
        while (more) {
            more = false;
            for (Said entry : all)
                if (!found.contains(entry.seq) && shares(known, ids(entry.data, LEADING))) {
                    found.add(entry.seq);
                    known.addAll(ids(entry.data, LEADING));
                    more = true;
                }
        }
        Set<String> told = new HashSet<>();
        all.stream().filter(entry -> found.contains(entry.seq)).forEach(entry -> told.addAll(ids(entry.data, TOLD)));
        all.stream().filter(entry -> shares(told, ids(entry.data, TOLD))).forEach(entry -> found.add(entry.seq));
        return found;
    }

    private static boolean shares(Set<String> some, Set<String> others) {
        return others.stream().anyMatch(some::contains);
    }

    /** Each with the word before it, so that ids of different things never meet; {@code change.change} is the id of a change. */
    private static Set<String> ids(JsonNode data, Set<String> words) {
        Set<String> ids = new HashSet<>();
        data.properties().forEach(field -> {
            String word = field.getKey().substring(field.getKey().lastIndexOf('.') + 1);
            if (words.contains(word) && field.getValue().isTextual())
                ids.add(meaning(word) + " " + field.getValue().textValue());
        });
        return ids;
    }

    private static String meaning(String word) {
        return switch (word) {
            case "safetyRestorePoint" -> "restorePoint";
            case "coverage" -> "decision";
            default -> word;
        };
    }
}
