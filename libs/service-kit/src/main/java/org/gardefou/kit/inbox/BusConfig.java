package org.gardefou.kit.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a service reads of the bus, and how patiently. */
@ConfigMapping(prefix = "gardefou.bus")
public interface BusConfig {

    /** The topics read; none: the service only writes. */
    Optional<List<String>> topics();

    /** The consumer group, and the name in dead-letter topics. */
    @WithDefault("${quarkus.application.name}")
    String group();

    /** Records handled in one transaction at most: a batch shares one commit, and a failing one is repeated one by one. */
    @WithDefault("500")
    int batch();

    /** How long a poll waits for the first record; new records end it at once, so this bounds only the stop. */
    @WithDefault("500ms")
    Duration poll();

    /** How often one event is tried before it becomes a dead letter. */
    @WithDefault("4")
    int attempts();

    /** The pause before an event is tried again; doubled each time. */
    @WithDefault("100ms")
    Duration backoff();

    /**
     * How long one batch may take at most: each of its events fails as often as it may, with all pauses and half a second for
     * each try. The broker takes a reader that is silent for longer for gone.
     */
    default Duration longestBatch() {
        Duration pauses = backoff().multipliedBy((1L << (attempts() - 1)) - 1);
        Duration event = pauses.plus(Duration.ofMillis(500).multipliedBy(attempts()));
        return event.multipliedBy(batch());
    }

    /** The pause when the database or the broker is away; the reading goes on by itself. */
    @WithDefault("1s")
    Duration outage();

    /**
     * How long an event's id is kept. Longer than the broker keeps records (Kafka's default is 7 days), so that no
     * redelivery can come after it.
     */
    @WithDefault("30d")
    Duration remember();
}
