package org.gardefou.restore.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gardefou.access.files.Entry;
import org.gardefou.restic.Node;

/** The files of a restore point against those of the live site, as they are seen: first the ones, then the others. */
final class FileDifferences {

    private final Instant takenAt;
    private final int named;
    private final int most;
    private final Map<String, Fact> point = new TreeMap<>();
    private final Sum created;
    private final Sum replaced;
    private final Sum removed;
    private final Sum carriedOver;
    private final Sum lost;
    private long unchanged;
    private boolean pointCut;
    private boolean liveCut;

    /**
     * Before the first file.
     *
     * @param takenAt when the point was made
     * @param named so many paths of each kind are told
     * @param most so many files are remembered
     */
    FileDifferences(Instant takenAt, int named, int most) {
        this.takenAt = takenAt;
        this.named = named;
        this.most = most;
        created = new Sum();
        replaced = new Sum();
        removed = new Sum();
        carriedOver = new Sum();
        lost = new Sum();
    }

    /** A node of the point. */
    void then(String path, Node node) {
        if (node.type() == Node.Type.DIRECTORY || node.type() == Node.Type.SOCKET) return;
        if (point.size() == most) {
            pointCut = true;
            return;
        }
        point.put(path, new Fact(kind(node), node.size(), node.modified().toEpochMilli()));
    }

    /**
     * Something of the live site that is no folder, once all of the point was seen.
     *
     * @param kept whether it is kept when the point does not have it
     */
    void now(String path, Entry entry, boolean kept) {
        Fact then = point.remove(path);
        boolean newer = entry.modified().isAfter(takenAt);
        if (then == null) {
            // Among more than could be remembered, the point may have it all the same.
            if (pointCut) return;
            (kept ? carriedOver : removed).add(path, entry.size());
            if (newer && !kept) lost.add(path, entry.size());
        } else if (then.equals(
                new Fact(entry.kind(), size(entry), entry.modified().toEpochMilli()))) {
            unchanged++;
        } else {
            replaced.add(path, then.size());
            if (newer) lost.add(path, entry.size());
        }
    }

    /** Not all of the live site could be looked at. */
    void cut() {
        liveCut = true;
    }

    DryRun.Files all() {
        // What was not met on the live site is not there, if all of it was seen.
        if (!liveCut) point.forEach((path, fact) -> created.add(path, fact.size()));
        return new DryRun.Files(
                !pointCut && !liveCut,
                created.some(),
                replaced.some(),
                removed.some(),
                carriedOver.some(),
                lost.some(),
                unchanged);
    }

    private static Entry.Kind kind(Node node) {
        return switch (node.type()) {
            case FILE, OTHER -> Entry.Kind.FILE;
            case DIRECTORY -> Entry.Kind.DIRECTORY;
            case SYMLINK -> Entry.Kind.LINK;
            case FIFO -> Entry.Kind.FIFO;
            case DEVICE -> Entry.Kind.DEVICE;
            case SOCKET -> Entry.Kind.SOCKET;
        };
    }

    /** restic tells a size of files only. */
    private static long size(Entry entry) {
        return entry.kind() == Entry.Kind.FILE ? entry.size() : 0;
    }

    private record Fact(Entry.Kind kind, long size, long modifiedMillis) {}

    private final class Sum {
        private final List<String> paths = new ArrayList<>();
        private long count;
        private long bytes;

        void add(String path, long size) {
            count++;
            bytes += size;
            if (paths.size() < named) paths.add(path);
        }

        DryRun.Some some() {
            return new DryRun.Some(count, bytes, paths.stream().sorted().toList());
        }
    }
}
