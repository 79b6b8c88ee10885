package org.gardefou.backup.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.backup.panel.PanelSettings;
import org.gardefou.backup.selection.LeftOut;
import org.gardefou.backup.selection.Selected;
import org.gardefou.backup.source.Source;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * What one backup copies and tells beside the document root, as it holds when it begins.
 *
 * @param include folders and files that are there, relative to the site's root
 * @param absent those that were asked for and are not there
 * @param panel null: nobody told any settings
 */
record Choice(Selected selected, List<String> include, List<String> absent, PanelSettings.@Nullable Given panel) {

    static Choice of(Selected selected, PanelSettings.@Nullable Given panel, Source source, Present site)
            throws IOException {
        List<String> there = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String path : selected.beside(documentRoot(source))) {
            (site.has(path) ? there : absent).add(path);
        }
        return new Choice(selected, List.copyOf(there), List.copyOf(absent), panel);
    }

    /** Whether a path below the site's root is there, and leads nowhere else. */
    interface Present {
        boolean has(String path) throws IOException;
    }

    /** Null: nothing is left out. */
    @Nullable LeftOut leftOut() {
        LeftOut all = selected.leftOut(absent);
        return all.isEmpty() ? null : all;
    }

    /**
     * That what is copied says to be no larger than this.
     *
     * @throws SiteTooLarge when it does
     */
    void demandAtMost(long most, Source source, Measure site) throws IOException {
        List<String> copied = copied(source);
        // To look for what is left out takes as long as all the rest: only where it matters.
        if (site.size(copied, List.of()).bytes() <= most) return;
        site.size(copied, selected.patterns()).demandAtMost(most);
    }

    /** Tells how large paths below the site's root are, without what is left out of them. */
    interface Measure {
        SiteSize size(List<String> copied, List<PathPattern> leftOut) throws IOException;
    }

    /** What is copied, relative to the site's root. */
    List<String> copied(Source source) {
        List<String> all = new ArrayList<>();
        all.add(documentRoot(source));
        all.addAll(include);
        return all;
    }

    /** What is asked of restic. Our own dumps are copied whatever is left out. */
    BackupRequest request(Source source, String ours, Path realRoot) {
        List<String> site = copied(source);
        List<String> paths = new ArrayList<>(site);
        paths.add(1, ours);
        return BackupRequest.of(source.root(), source.site().toString(), paths.toArray(String[]::new))
                .excluding(selected.restic(realRoot, site).toArray(String[]::new));
    }

    /** Relative to the site's root. */
    static String documentRoot(Source source) {
        return source.root().relativize(source.documentRoot()).toString();
    }
}
