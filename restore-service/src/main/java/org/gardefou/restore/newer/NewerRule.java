package org.gardefou.restore.newer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.restore.newer.Part.Root;
import org.jspecify.annotations.Nullable;

/**
 * Which things are newer than a restore point: those whose number it does not have. Its numbers tell better than dates: a thing
 * keeps its number, and a clock may be wrong. One that it has with another mark was changed since. Pure.
 */
final class NewerRule {

    private final Map<String, Map<Long, String>> then = new HashMap<>();
    private final int most;
    private long seen;

    /** @param most so many things of the point are remembered; beyond that nothing can be told */
    NewerRule(int most) {
        this.most = most;
    }

    /** A thing that the point has, by root. */
    void then(String root, long id, @Nullable String mark) {
        if (++seen > most) return;
        then.computeIfAbsent(root, one -> new HashMap<>()).put(id, mark == null ? "" : mark);
    }

    /** Whether all of the point is remembered. */
    boolean complete() {
        return seen <= most;
    }

    /** What is found of a part. */
    record Found(List<Long> added, List<Long> changed) {}

    /**
     * Of one root.
     *
     * @param name of the part and its table
     * @param now marks by number
     */
    Found found(String name, Map<Long, String> now) {
        Map<Long, String> point = then.getOrDefault(name, Map.of());
        List<Long> added = new ArrayList<>();
        List<Long> changed = new ArrayList<>();
        now.forEach((id, mark) -> {
            String old = point.get(id);
            if (old == null) added.add(id);
            else if (!old.equals(mark)) changed.add(id);
        });
        return new Found(List.copyOf(added), List.copyOf(changed));
    }

    /** How a root of a part is called here. */
    static String name(Part part, Root root) {
        return part.name() + "/" + root.table();
    }
}
