package org.gardefou.backup.selection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.restic.PathPattern;

/**
 * Which files of a site are backed up now. Pure.
 *
 * @param include beside the document root, relative to the site's root
 * @param exclude patterns of what somebody leaves out
 * @param rebuilt patterns of what the site makes anew by itself
 */
public record Selected(List<String> include, List<String> exclude, List<String> rebuilt) {

    /** All of what is left out. */
    public List<PathPattern> patterns() {
        List<String> all = new ArrayList<>(exclude);
        all.addAll(rebuilt);
        return all.stream().map(PathPattern::of).toList();
    }

    /**
     * The patterns by which restic leaves it out of some folders and files, and of nothing else: never of our own dumps.
     *
     * @param root of the site, links resolved
     * @param copied relative to the root
     */
    public List<String> restic(Path root, List<String> copied) {
        List<String> all = new ArrayList<>();
        for (PathPattern pattern : patterns()) {
            for (String one : copied) all.addAll(pattern.restic(root, one));
        }
        return List.copyOf(all);
    }

    /** What may be added beside a document root; the site's entry may have changed since it was asked for. */
    public List<String> beside(String documentRoot) {
        return include.stream()
                .filter(path -> !SelectionRule.overlaps(path, documentRoot))
                .toList();
    }

    /** What a restore point has to say of it. */
    public LeftOut leftOut(List<String> absent) {
        return new LeftOut(exclude, rebuilt, absent);
    }
}
