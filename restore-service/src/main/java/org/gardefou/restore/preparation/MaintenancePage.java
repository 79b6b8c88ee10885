package org.gardefou.restore.preparation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.SiteFiles;

/**
 * The page that WordPress shows by itself while {@code .maintenance} lies in its folder, for ten minutes at most: so a process that
 * dies does not leave the site closed.
 */
public final class MaintenancePage implements AutoCloseable {

    private static final String NAME = ".maintenance";
    private static final String OURS = "// garde-fou ";
    private static final String FOLDER = "page";
    private static final int LONGEST = 500;
    private static final int OPEN = 0755;
    private static final int READABLE = 0644;

    private final Workplace place;
    private final Prepared prepared;

    /** Of the site of an open workplace. */
    public MaintenancePage(Workplace place, Prepared prepared) {
        this.place = place;
        this.prepared = prepared;
    }

    /** Puts it up, where there is a WordPress that has none. */
    public void up(Instant now) throws IOException {
        String root = place.target().documentRootBelow();
        if (Parents.entry(place.live(), root + "/wp-includes/version.php") == null) return;
        if (Parents.entry(place.live(), root + "/" + NAME) != null) return;
        if (Parents.entry(place.ours(), FOLDER) == null) place.makeFolder(FOLDER, OPEN);
        String page = "<?php $upgrading = " + now.getEpochSecond() + "; " + OURS + prepared.folder() + "\n";
        place.write(FOLDER + "/" + NAME, page.getBytes(StandardCharsets.UTF_8), READABLE);
        place.moveIn(place.named(FOLDER), NAME);
    }

    /** Takes it away, where it is ours, whoever put it up: from the live site, and from what was live then. */
    @Override
    public void close() throws IOException {
        if (ours(place.live(), place.target().documentRootBelow() + "/" + NAME)) {
            if (Parents.entry(place.ours(), FOLDER) == null) place.makeFolder(FOLDER, OPEN);
            place.ours().deleteTree(FOLDER + "/" + NAME);
            place.moveOut(place.named(FOLDER), NAME);
        }
        if (!prepared.tree().isEmpty()) {
            String before = place.inside(prepared.tree()) + "/" + NAME;
            if (ours(place.ours(), before)) place.ours().deleteTree(before);
        }
    }

    private boolean ours(SiteFiles files, String path) throws IOException {
        Entry entry = Parents.entry(files, path);
        return entry != null
                && entry.kind() == Entry.Kind.FILE
                && new String(files.slice(path, 0, LONGEST).bytes(), StandardCharsets.UTF_8)
                        .contains(OURS + prepared.folder());
    }
}
