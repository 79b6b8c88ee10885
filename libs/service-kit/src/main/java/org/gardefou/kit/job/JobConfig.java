package org.gardefou.kit.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How durable work is run. */
@ConfigMapping(prefix = "gardefou.jobs")
public interface JobConfig {

    /** Runs of {@link Lane#LONG} at the same time in this process. */
    @WithDefault("4")
    int workers();

    /** Runs of {@link Lane#PROMPT} at the same time in this process, beside the others. */
    @WithDefault("3")
    int promptWorkers();

    /** Runs of {@link Lane#BACKGROUND} at the same time in this process, beside the others: two, since one may wait for a place that is away. */
    @WithDefault("2")
    int backgroundWorkers();

    /** Turns of repeated jobs at the same time in this process, beside the others: a slow one holds up no more than half. */
    @WithDefault("2")
    int repeatedWorkers();

    /**
     * Work done again and again that this process leaves alone, by the names of the jobs: to stop one that does harm until it is mended. None by
     * default.
     */
    Optional<Set<String>> without();

    /** How often due work of other processes is looked for; work submitted here is woken at once. */
    @WithDefault("2s")
    Duration poll();

    /** A run without a sign of life for four of these is taken over; one that cannot give it is interrupted after three. */
    @WithDefault("3s")
    Duration heartbeat();

    /** The longest pause before a run that failed is tried again, where its job does not say otherwise: what was away for an hour is taken up within minutes. */
    @WithDefault("5m")
    Duration longestPause();

    /** How long a stop waits for runs to end before they are interrupted and left to be taken up again. */
    @WithDefault("5s")
    Duration stopWait();
}
