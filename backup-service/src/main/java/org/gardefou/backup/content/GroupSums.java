package org.gardefou.backup.content;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds the files that are not the same up by what they belong to. Pure. */
final class GroupSums {

    /** What is told of one comparison; a person reads no more, and an event stays small. */
    static final int MOST_TOLD = 60;

    /** So many are told apart while they are added up: beyond that the smallest are no more than their number. */
    private static final int MOST = 20_000;

    private final Map<FileGroup, long[]> sums = new HashMap<>();
    private final long[] all = new long[3];
    private long beyond;

    /** What happened to a file. */
    enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** How many files. */
    record Counts(long added, long removed, long changed) {
        private static Counts of(long[] sums) {
            return new Counts(sums[0], sums[1], sums[2]);
        }
    }

    /** A group with its sums, as the bus is told it. */
    record Sum(FileGroup.Kind kind, String name, String path, long added, long removed, long changed) {
        private long files() {
            return added + removed + changed;
        }
    }

    void add(FileGroup group, Change change) {
        all[change.ordinal()]++;
        long[] sum = sums.get(group);
        if (sum == null) {
            if (sums.size() >= MOST) {
                beyond++;
                return;
            }
            sum = new long[3];
            sums.put(group, sum);
        }
        sum[change.ordinal()]++;
    }

    Counts all() {
        return Counts.of(all);
    }

    /** What can break a site first, and of each kind the largest. */
    List<Sum> largest() {
        return sums.entrySet().stream()
                .map(one -> new Sum(
                        one.getKey().kind(),
                        one.getKey().name(),
                        one.getKey().path(),
                        one.getValue()[0],
                        one.getValue()[1],
                        one.getValue()[2]))
                .sorted(Comparator.comparing(Sum::kind)
                        .thenComparing(Sum::files, Comparator.reverseOrder())
                        .thenComparing(Sum::path))
                .limit(MOST_TOLD)
                .toList();
    }

    /** Groups that {@link #largest} leaves out. */
    long more() {
        return Math.max(0, sums.size() - MOST_TOLD) + beyond;
    }
}
