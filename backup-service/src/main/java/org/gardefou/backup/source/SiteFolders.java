package org.gardefou.backup.source;

import java.nio.file.Path;
import org.gardefou.backup.source.SourceMissing.What;

/**
 * Where a site's files lie, as its entry says: folders of its own, whatever came over the bus.
 *
 * @param root absolute
 * @param documentRoot absolute, below the root
 */
public record SiteFolders(Path root, Path documentRoot) {

    /** The parts of the path of a root that can be a site's own, such as /srv/boutique. */
    private static final int SHALLOWEST = 2;

    /**
     * Of a site.
     *
     * @throws SourceMissing when they are no site's own; the message says why
     */
    public static SiteFolders of(Site site) throws SourceMissing {
        return of(site.root(), site.documentRoot());
    }

    static SiteFolders of(String root, String documentRoot) throws SourceMissing {
        SiteFolders folders =
                new SiteFolders(Path.of(root).normalize(), Path.of(documentRoot).normalize());
        folders.demandOwn();
        return folders;
    }

    private void demandOwn() throws SourceMissing {
        // The registry refuses such a root; whoever writes to the bus otherwise would have the whole machine copied.
        if (!root.isAbsolute() || root.getNameCount() < SHALLOWEST) {
            throw new SourceMissing(
                    What.FOLDER,
                    "The root " + root + " is a folder of the system: a site's root lies two folders deep at least");
        }
        if (!documentRoot.startsWith(root) || documentRoot.equals(root)) {
            throw new SourceMissing(What.FOLDER, "The folder " + documentRoot + " must lie below " + root);
        }
    }

    /** The document root, below the root. */
    public Path below() {
        return root.relativize(documentRoot);
    }
}
