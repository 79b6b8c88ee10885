package org.gardefou.kit.paging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The condition and the order of a list that is paged by its keys. It stays right, and equally fast on page one and page
 * thousand, while rows come and go; an offset does neither.
 *
 * <pre>{@code
 * Keyset keys = Keyset.newestFirst("createdAt", "id");
 * Keyset.Condition behind = keys.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
 * find(behind.hql() + keys.orderBy(), behind.parameters()).range(0, request.limit()).list();
 * }</pre>
 *
 * <p>The pair is compared as a row value, {@code (createdAt, id) < (:key0, :key1)}, which an index on both columns answers
 * directly. The paths are the code's own words and never come from a request.
 */
public record Keyset(List<String> paths, boolean descending) {

    /** A condition in HQL and its parameters; never empty, can stand behind {@code and}. */
    public record Condition(String hql, Map<String, Object> parameters) {}

    public Keyset {
        paths = List.copyOf(paths);
    }

    /** From the greatest to the smallest; the last path must be unique (the id). */
    public static Keyset newestFirst(String... paths) {
        return new Keyset(List.of(paths), true);
    }

    /** From the smallest to the greatest; the last path must be unique (the id). */
    public static Keyset oldestFirst(String... paths) {
        return new Keyset(List.of(paths), false);
    }

    /** What lies behind these values of the paths, in their order; empty for the first page. */
    public Condition behind(Optional<? extends List<?>> values) {
        if (values.isEmpty()) {
            return new Condition("1 = 1", Map.of());
        }
        if (values.get().size() != paths.size()) {
            throw new IllegalArgumentException("As many values as paths are needed: " + paths);
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        values.get().forEach(value -> parameters.put("key" + parameters.size(), value));
        String names =
                String.join(", ", parameters.keySet().stream().map(":"::concat).toList());
        String sign = descending ? " < " : " > ";
        String hql = paths.size() == 1
                ? paths.getFirst() + sign + names
                : "(" + String.join(", ", paths) + ")" + sign + "(" + names + ")";
        return new Condition(hql, parameters);
    }

    /** {@code  order by …}, with a space in front. */
    public String orderBy() {
        String direction = descending ? " desc" : "";
        return " order by "
                + String.join(", ", paths.stream().map(path -> path + direction).toList());
    }
}
