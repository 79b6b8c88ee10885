package org.gardefou.backup.maintenance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How repositories are looked after. The hours are {@code gardefou.quiet-hours}. */
@ConfigMapping(prefix = "gardefou.maintenance")
interface MaintenanceConfig {

    /** How often is looked for what is due: it costs two indexed queries. */
    @WithDefault("1m")
    Duration tick();

    /** How many comparisons wait at a time: half a second each, so 100,000 repositories are compared in a night. */
    @WithDefault("200")
    int batch();

    /** How many prunes wait at a time: minutes each, and readings of data and boots wait behind them. */
    @WithDefault("10")
    int prunes();

    /** The pause before a prune that was stopped or failed is tried again: a restore is over by then. */
    @WithDefault("30m")
    Duration again();

    /** How often each repository is compared with what we know: what was lost is known within a day. */
    @WithDefault("1d")
    Duration reconciliation();

    /**
     * How long a repository must not be there before its points count as lost: storage that is not mounted, or a server that is being
     * repaired, comes back. The operator is told at once.
     */
    @WithDefault("1d")
    Duration lostAfter();
}
