package org.gardefou.diagnostics.check;

import java.io.IOException;
import java.nio.file.Path;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;

/**
 * Which files of its server a site's own programs can neither write nor replace: those in whose whole path nothing is the site's user's,
 * its group's to write, or everybody's. The site's user is the owner of its document root. Where that is root, nobody knows as whom its
 * programs run, and nothing counts as out of their reach.
 */
final class OutOfReach {

    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_WRITE = 0002;
    private static final int STICKY = 01000;

    private final Examination site;
    private final SiteFiles files;

    private OutOfReach(Examination site) {
        this.site = site;
        this.files = site.host().files("/");
    }

    static OutOfReach of(Examination site) {
        return new OutOfReach(site);
    }

    /** Whether an absolute path is out of the reach of the site's own programs; false where that cannot be told. */
    boolean holds(String path) {
        try {
            Entry tree = site.files().stat(site.documentRoot());
            if (tree.owner() == 0) return false;
            boolean asNamed = holds(Path.of(path), tree);
            // A name that is a link is as good as the place it leads to.
            return asNamed && (!files.exists(path) || holds(Path.of(files.resolve(path)), tree));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Whether nothing in the whole path, as it is named and as it leads, is anybody's but root's: a proof must not hang on which account
     * a site's programs run as, which need not be the owner of its files.
     */
    boolean isRoots(String path) {
        try {
            boolean named = isRoots(Path.of(path));
            return named && (!files.exists(path) || isRoots(Path.of(files.resolve(path)))) && holds(path);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isRoots(Path path) throws IOException {
        for (Path above = path; above != null; above = above.getParent())
            if (files.exists(above.toString()) && files.stat(above.toString()).owner() != 0) return false;
        return true;
    }

    private boolean holds(Path path, Entry tree) throws IOException {
        boolean missing = false;
        for (Path above = path; above != null; above = above.getParent()) {
            try {
                if (written(files.stat(above.toString()), tree, missing)) return false;
                missing = false;
            } catch (FileAccessException e) {
                if (e.reason() != FileAccessException.Reason.MISSING) throw e;
                // What is not there is in the hands of whoever may write the folder.
                missing = true;
            }
        }
        return true;
    }

    private static boolean written(Entry entry, Entry tree, boolean missingIn) {
        if (entry.owner() == tree.owner()) return true;
        // A link's own mode says nothing.
        if (entry.kind() == Entry.Kind.LINK) return false;
        boolean group = (entry.mode() & GROUP_WRITES) != 0 && entry.group() == tree.group();
        // In a sticky folder such as /tmp nobody replaces what is another's, but anybody makes what is missing.
        boolean others = (entry.mode() & OTHERS_WRITE) != 0 && (missingIn || (entry.mode() & STICKY) == 0);
        return group || others;
    }
}
