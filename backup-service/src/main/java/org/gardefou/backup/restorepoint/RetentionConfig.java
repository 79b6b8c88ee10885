package org.gardefou.backup.restorepoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long restore points stay where no contract says it. */
@ConfigMapping(prefix = "gardefou.retention")
interface RetentionConfig {

    /** How often is looked for what is over: promises are of days, and whose time ended an hour ago harms nobody. */
    @WithDefault("1h")
    Duration every();

    /** How long a restore point is kept that was made for safety or on demand and that no contract promised. */
    @WithDefault("30d")
    Duration unpromised();

    /** From the saying that a restore point has expired to its erasure: longer than a request for a restore is under way. */
    @WithDefault("1h")
    Duration grace();

    /** No restore takes longer; one whose end was never heard holds nothing back after this. */
    @WithDefault("7d")
    Duration longestRestore();

    /**
     * How many restore points of a site a customer and the panel may have pinned at a time: before a relaunch, the launch, and one more.
     * Each is storage for as long as it stays pinned.
     */
    @WithDefault("3")
    int pins();
}
