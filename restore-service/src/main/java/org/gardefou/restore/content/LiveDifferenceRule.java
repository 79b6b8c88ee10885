package org.gardefou.restore.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the files of a live folder differ from those of a restore point, by kind, size and time of change. Pure. */
final class LiveDifferenceRule {

    private final Map<String, Stamp> then = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * What tells that a file is another one; its content is not read.
     *
     * @param seconds when it was changed, since 1970; not of a link, which a restore makes anew
     */
    record Stamp(boolean link, long size, long seconds) {}

    /** A file, or a folder with the sums of what is below it. */
    @Schema(name = "LiveDifferenceLine")
    record Line(
            @Schema(description = "Below the folder that is compared.", examples = "shop-turbo")
            String name,

            @Schema(description = "A folder: the sums of all files below it.", examples = "true")
            boolean folder,

            @Schema(description = "Files that the live site has and the restore point has not.", examples = "1")
            long added,

            @Schema(description = "Files that the restore point has and the live site has not.", examples = "0")
            long removed,

            @Schema(description = "Files with another kind, size or time of change.", examples = "2")
            long changed) {

        private Line plus(Line other) {
            return new Line(name, folder, added + other.added, removed + other.removed, changed + other.changed);
        }
    }

    /** A file of the restore point, by its path below the folder. */
    void then(String path, Stamp stamp) {
        then.put(path, stamp);
    }

    int known() {
        return then.size();
    }

    /** A live file; all of the restore point are known. */
    void now(String path, Stamp stamp) {
        Stamp before = then.remove(path);
        if (before == null) lines.add(new Line(path, false, 1, 0, 0));
        else if (!before.equals(stamp)) lines.add(new Line(path, false, 0, 0, 1));
    }

    /** Each file, in the order of names, once all live files are known. */
    List<Line> each() {
        List<Line> all = new ArrayList<>(lines);
        then.keySet().forEach(gone -> all.add(new Line(gone, false, 0, 1, 0)));
        all.sort(Comparator.comparing(Line::name));
        return all;
    }

    /** The files of the folder itself, and for each folder in it the sums. */
    static List<Line> summed(List<Line> each) {
        Map<String, Line> sums = new TreeMap<>();
        for (Line one : each) {
            int slash = one.name().indexOf('/');
            String name = slash < 0 ? one.name() : one.name().substring(0, slash);
            Line here = new Line(name, slash >= 0, one.added(), one.removed(), one.changed());
            // A file that became a folder is two lines.
            sums.merge(name + (slash < 0 ? "" : "/"), here, Line::plus);
        }
        return List.copyOf(sums.values());
    }
}
