package org.gardefou.restore.saga;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How patient a restore is, and how long its undoing is kept. */
@ConfigMapping(prefix = "gardefou.restore")
public interface RestoreConfig {

    /** How long a restore waits for its safety backup: the first backup of a large site takes some minutes. */
    @WithName("safety-patience")
    @WithDefault("15m")
    Duration safetyPatience();

    /** What a failed safety backup means. STOP: without it the present state could be lost. */
    @WithName("safety-failed")
    @WithDefault("STOP")
    SafetyFailed safetyFailed();

    /** STOP or GO_ON. */
    enum SafetyFailed {
        STOP,
        GO_ON
    }

    /** How long a step waits for what will pass (a locked repository, a service that restarts) before it fails. */
    @WithDefault("1h")
    Duration patience();

    /** The first pause before such a step is tried again; doubled each time, at most to {@link #longestPause}. */
    @WithName("first-pause")
    @WithDefault("2s")
    Duration firstPause();

    /** A person who waits should see movement. */
    @WithName("longest-pause")
    @WithDefault("1m")
    Duration longestPause();

    /** How long the restored site may go without a diagnosis before we look ourselves. */
    @WithName("check-patience")
    @WithDefault("10m")
    Duration checkPatience();

    /** How long the state before a restore is kept for a rollback by hand; it takes as much room as the site. */
    @WithName("keep-days")
    @WithDefault("3")
    int keepDays();

    /**
     * How many such states are kept of one site; the oldest go first. Each takes as much room as the site: two, so that who has restored
     * twice in a row can still go back to where they began.
     */
    @WithName("keep-most")
    @WithDefault("2")
    int keepMost();

    /** How often restores that are due, and leftovers, are looked for. */
    @WithDefault("2s")
    Duration watch();

    /** Ranges of addresses, none of the public internet, at which sites may be looked at, e.g. 127.0.0.0/8. */
    @WithName("probe-allow")
    Optional<List<String>> probeAllow();
}
