package org.gardefou.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes outbox rows to Kafka as CloudEvents 1.0 in binary mode (CloudEvents Kafka protocol binding, section 3.2): attributes in
 * {@code ce_} headers, the data as the value.
 */
@ApplicationScoped
class BusWriter {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final Map<String, Object> settings;
    private final ObjectMapper json;
    private final CloudEventHeaders cloudEvents;
    private @Nullable KafkaProducer<String, byte[]> producer;

    BusWriter(@Identifier("default-kafka-broker") Map<String, Object> kafka, RelayConfig config, ObjectMapper json) {
        this.settings = new HashMap<>(kafka);
        this.json = json;
        this.cloudEvents = new CloudEventHeaders(config.source());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // Batches are closed by flush(), so lingering would only delay a lone event.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int)
                config.delivery().dividedBy(3).toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                config.delivery().toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.delivery().toMillis());
    }

    /**
     * Sends all rows and returns when the broker has all of them; throws when it may lack one. A row that has failed already ends
     * the sending: what came after it would reach the readers before it.
     *
     * @throws Refused when the broker will never take one of them
     */
    void write(List<OutboxRow> rows) throws InterruptedException, Refused {
        KafkaProducer<String, byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            Future<RecordMetadata> future = send(open, row);
            sent.add(future);
            if (future.isDone() && future.state() == Future.State.FAILED) break;
        }
        open.flush();
        confirm(rows, sent);
    }

    private Future<RecordMetadata> send(KafkaProducer<String, byte[]> open, OutboxRow row) throws Refused {
        try {
            return open.send(toRecord(row));
        } catch (SerializationException e) {
            throw new Refused(row, e);
        }
    }

    /** One bad record can fail its whole batch, so the one that is refused for good is looked for among all failures. */
    private static void confirm(List<OutboxRow> rows, List<Future<RecordMetadata>> sent)
            throws InterruptedException, Refused {
        @Nullable Throwable failure = null;
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (Refused.forGood(cause)) throw new Refused(rows.get(i), cause);
                if (failure == null) failure = cause;
            }
        }
        if (failure != null) throw new KafkaException("The broker did not take an event: " + failure, failure);
    }

    /** Drops the producer with whatever it still holds, so that nothing old overtakes what is sent next. */
    void discard() {
        KafkaProducer<String, byte[]> old = producer;
        producer = null;
        if (old != null) old.close(Duration.ZERO);
    }

    void close() {
        KafkaProducer<String, byte[]> old = producer;
        producer = null;
        if (old != null) old.close(Duration.ofSeconds(2));
    }

    private KafkaProducer<String, byte[]> open() {
        KafkaProducer<String, byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings);
            producer = open;
        }
        return open;
    }

    private ProducerRecord<String, byte[]> toRecord(OutboxRow row) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                row.topic(), row.key(), row.data().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        cloudEvents.write(message.headers(), row);
        if (row.headers() != null) more(message.headers(), row.headers());
        return message;
    }

    private void more(Headers headers, String extra) {
        try {
            json.readValue(extra, HEADERS).forEach((name, value) -> CloudEventHeaders.set(headers, name, value));
        } catch (JsonProcessingException e) {
            throw new SerializationException("Headers of an outbox row are no JSON object of strings", e);
        }
    }
}
