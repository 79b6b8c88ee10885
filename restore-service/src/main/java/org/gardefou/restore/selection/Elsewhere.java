package org.gardefou.restore.selection;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a restore point goes to another place than the one it was made of: the site was moved, or its server is lost. Pure.
 *
 * @param from the site that the point is of; null when it is the same one, which has another place by now
 * @param databases by the name of a database there, that of the one in the point; those of the same name, and a single one, are not named
 * @param keepFiles files of that place that stay as they are, below the document root: they say where its database is
 */
public record Elsewhere(@Nullable UUID from, Map<String, String> databases, List<String> keepFiles) {

    public Elsewhere {
        databases = Map.copyOf(databases);
        keepFiles = List.copyOf(keepFiles);
    }

    /**
     * Of each database there, the one of the point that comes into it: the one that is named for it, one of the same name, or the only one
     * that is left where only one is wanting. What nothing is found for is missing.
     */
    public static Map<String, String> paired(@Nullable Elsewhere elsewhere, List<String> there, List<String> inPoint) {
        Map<String, String> named = elsewhere == null ? Map.of() : elsewhere.databases();
        Map<String, String> paired = new java.util.TreeMap<>();
        for (String one : there) {
            if (named.containsKey(one)) paired.put(one, named.getOrDefault(one, one));
            else if (inPoint.contains(one) && !named.containsValue(one)) paired.put(one, one);
        }
        List<String> wanting =
                there.stream().filter(one -> !paired.containsKey(one)).toList();
        List<String> left =
                inPoint.stream().filter(one -> !paired.containsValue(one)).toList();
        if (elsewhere != null && wanting.size() == 1 && left.size() == 1) {
            paired.put(wanting.getFirst(), left.getFirst());
        }
        return paired;
    }
}
