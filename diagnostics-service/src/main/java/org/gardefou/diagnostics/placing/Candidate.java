package org.gardefou.diagnostics.placing;

import java.util.Set;
import org.gardefou.diagnostics.site.SiteDirectory.Known;
import org.jspecify.annotations.Nullable;

/**
 * A site that a report may be about.
 *
 * @param owner the Unix user of its files, where it is known
 * @param root its folder
 * @param documentRoot the folder that is served
 * @param databases by their names
 */
record Candidate(
        Known site,
        Set<String> domains,
        @Nullable String owner,
        String root,
        String documentRoot,
        Set<String> databases) {}
