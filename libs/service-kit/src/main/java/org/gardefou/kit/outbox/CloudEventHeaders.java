package org.gardefou.kit.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** CloudEvents attributes as Kafka headers, in binary content mode. */
final class CloudEventHeaders {

    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");

    private final byte[] source;

    CloudEventHeaders(String source) {
        this.source = bytes(source);
    }

    void write(Headers headers, OutboxRow row) {
        headers.add("ce_specversion", VERSION);
        headers.add("ce_id", bytes(row.id().toString()));
        headers.add("ce_type", bytes(row.type()));
        headers.add("ce_source", source);
        headers.add("ce_subject", bytes(row.key()));
        headers.add("ce_time", bytes(row.time().toString()));
        headers.add("content-type", JSON);
        headers.add("traceparent", bytes(row.trace()));
    }

    /** Sets a header, replacing what was written before under its name. */
    static void set(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
