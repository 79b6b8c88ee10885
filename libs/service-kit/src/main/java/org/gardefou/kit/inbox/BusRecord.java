package org.gardefou.kit.inbox;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A Kafka record read as a CloudEvent in binary mode, before anybody looks at its data. */
public record BusRecord(
        String topic,
        @Nullable String key,
        UUID id,
        String type,
        @Nullable String source,
        Instant time,
        @Nullable String trace,
        byte[] value) {

    /**
     * Reads the attributes.
     *
     * @throws Unreadable when one that we need is missing or malformed
     */
    static BusRecord of(ConsumerRecord<String, byte[]> raw) {
        if (raw.value() == null) throw new Unreadable("The record has no value");
        try {
            return new BusRecord(
                    raw.topic(),
                    raw.key(),
                    UUID.fromString(required(raw, "ce_id")),
                    required(raw, "ce_type"),
                    header(raw, "ce_source"),
                    OffsetDateTime.parse(required(raw, "ce_time")).toInstant(),
                    header(raw, "traceparent"),
                    raw.value());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unreadable("A CloudEvents attribute is malformed: " + e.getMessage());
        }
    }

    /** A stand-in id for a record that has none: the same for every delivery of that record. */
    static UUID idOfPosition(ConsumerRecord<?, ?> raw) {
        String position = raw.topic() + '/' + raw.partition() + '/' + raw.offset();
        return UUID.nameUUIDFromBytes(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String required(ConsumerRecord<?, ?> raw, String name) {
        String value = header(raw, name);
        if (value == null) throw new Unreadable("The header " + name + " is missing");
        return value;
    }

    static @Nullable String header(ConsumerRecord<?, ?> raw, String name) {
        Header header = raw.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The record is no event of ours; trying again cannot help. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Unreadable(String message) {
            super(message);
        }
    }
}
