package org.gardefou.kit.deadletter;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.outbox.OutboxRow;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of something that cannot go its way: as it came, but for NUL characters, which PostgreSQL's text does not have. A
 * record with some is kept readable rather than not at all.
 *
 * @param time when it happened, if that is known
 * @param headers of a {@link Kind#REFUSED} one, beyond those of every event: a JSON object of strings
 */
record Letter(
        UUID id,
        Kind kind,
        String topic,
        @Nullable String key,
        String type,
        @Nullable String source,
        @Nullable Instant time,
        @Nullable String trace,
        @Nullable String headers,
        String value) {

    static Letter of(BusRecord event) {
        return new Letter(
                event.id(),
                Kind.UNHANDLED,
                event.topic(),
                readable(event.key()),
                text(event.type()),
                readable(event.source()),
                event.time(),
                readable(event.trace()),
                null,
                text(event.value()));
    }

    static Letter of(OutboxRow event) {
        return new Letter(
                event.id(),
                Kind.REFUSED,
                event.topic(),
                event.key(),
                event.type(),
                null,
                event.time(),
                event.trace(),
                event.headers(),
                event.data());
    }

    static Letter unreadable(ConsumerRecord<String, byte[]> raw, UUID id) {
        String type = header(raw, "ce_type");
        return new Letter(
                id,
                Kind.UNREADABLE,
                raw.topic(),
                readable(raw.key()),
                type == null ? "unknown" : type,
                header(raw, "ce_source"),
                null,
                header(raw, "traceparent"),
                null,
                raw.value() == null ? "" : text(raw.value()));
    }

    private static @Nullable String header(ConsumerRecord<?, ?> raw, String name) {
        Header header = raw.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return text(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static @Nullable String readable(@Nullable String text) {
        return text == null ? null : text(text);
    }
}
