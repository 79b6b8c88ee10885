package org.gardefou.restore.preparation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;

/** How a restore is prepared beside the live site. */
@ConfigMapping(prefix = "gardefou.restore.preparation")
public interface PreparationConfig {

    /** Folders below the document root whose newer files are kept: where WordPress puts what customers upload. */
    @WithName("keep-newer")
    @WithDefault("wp-content/uploads")
    List<String> keepNewer();

    /** More files than that are not carried over one by one; a gallery of some years has fewer. */
    @WithName("most-carried")
    @WithDefault("50000")
    int mostCarried();

    /** What a point leaves out on purpose and the live site has is copied file by file: with more than that a restore would take hours. */
    @WithName("most-left-out")
    @WithDefault("500000")
    int mostLeftOut();

    /** Room that stays free on the site's disk beside the restored copy: the site goes on writing meanwhile. */
    @WithName("spare-bytes")
    @WithDefault("67108864")
    long spareBytes();

    /** A tree with more oddities than this is not a site; nobody could review the list. */
    @WithName("most-hazards")
    @WithDefault("10000")
    int mostHazards();

    /** The whole of one restic run: some hundred GB at the pace of a slow link. */
    @WithDefault("12h")
    Duration timeout();
}
