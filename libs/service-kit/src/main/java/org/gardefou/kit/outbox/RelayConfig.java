package org.gardefou.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is drained. */
@ConfigMapping(prefix = "gardefou.outbox")
public interface RelayConfig {

    /** Whether this process publishes: off in tools that only write. */
    @WithDefault("true")
    boolean relay();

    /** The CloudEvents source of what this service publishes. */
    @WithDefault("/${quarkus.application.name}")
    String source();

    /** Rows published in one transaction: enough to fill Kafka's batches, few enough to repeat when a broker dies. */
    @WithDefault("4000")
    int batch();

    /** How long rows of a process that died before ringing the bell can lie: the slow poll. */
    @WithDefault("1s")
    Duration poll();

    /** How long rows gather while many come in; a lone event never waits. Each turn costs a commit, two round trips and an fsync. */
    @WithDefault("20ms")
    Duration gather();

    /** How long to wait after a failure (broker or database away) before trying again. */
    @WithDefault("500ms")
    Duration retry();

    /** How long the broker may take to acknowledge before the batch is given up and tried again as a whole. */
    @WithDefault("30s")
    Duration delivery();
}
