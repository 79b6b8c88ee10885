package org.gardefou.kit.outbox;

import java.util.UUID;

/**
 * One thing that happened, to be told on the bus once its transaction commits.
 *
 * @param topic the Kafka topic
 * @param type the CloudEvents type, e.g. {@code org.gardefou.site.registered.v1}
 * @param key the record's key: events of one key stay in order
 * @param data what is told; written as JSON
 */
public record Event(String topic, String type, UUID key, Object data) {

    private static final String PREFIX = "org.gardefou.";
    private static final String VERSION = ".v1";

    /** An event of version 1, its type given in short: {@code site.registered}. */
    public static Event of(String topic, String shortType, UUID key, Object data) {
        return new Event(topic, PREFIX + shortType + VERSION, key, data);
    }
}
