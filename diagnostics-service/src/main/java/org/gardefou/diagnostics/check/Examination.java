package org.gardefou.diagnostics.check;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Host;
import org.gardefou.diagnostics.server.DatabaseAddress;
import org.gardefou.diagnostics.site.Site.SitePlace;
import org.jspecify.annotations.Nullable;

/**
 * The site under examination.
 *
 * @param files below the site's root
 * @param documentRoot relative to the root
 * @param since what was written to logs before this is history
 * @param undone what was logged in this time belongs to a state that is no more: a restore was at work; null when none was
 * @param databaseServers those that the site's databases are on; a site's own words lead to no other address
 * @param knownTables the tables that the last restore point had, as {@code database.table}; empty when none is known
 * @param neighbours front pages of other customers' sites on the same server
 * @param down whether the front page was seen to be down; false until it has been asked for
 * @param elsewhere whether the site is on another machine: nothing of it lies on this one, whatever has the same path here
 */
public record Examination(
        UUID site,
        SitePlace place,
        Host host,
        SiteFiles files,
        String documentRoot,
        Instant since,
        @Nullable Span undone,
        Instant now,
        List<DatabaseAddress> databaseServers,
        List<String> knownTables,
        List<String> neighbours,
        boolean down,
        boolean elsewhere) {

    /** The same site, whose front page has been asked for. */
    public Examination seen(boolean isDown) {
        return new Examination(
                site,
                place,
                host,
                files,
                documentRoot,
                since,
                undone,
                now,
                databaseServers,
                knownTables,
                neighbours,
                isDown,
                elsewhere);
    }

    /** Whether what was logged at a moment tells about the site as it is. */
    boolean counts(Instant moment) {
        return !moment.isBefore(since) && (undone == null || !undone.contains(moment));
    }

    /** A path below the document root, as {@link #files} takes it. */
    String in(String path) {
        return documentRoot + "/" + path;
    }

    /** An absolute path below the document root, relative to it; as it is when it lies elsewhere. */
    String relative(String absolute) {
        String root = place.documentRoot() + "/";
        return absolute.startsWith(root) ? absolute.substring(root.length()) : absolute;
    }
}
