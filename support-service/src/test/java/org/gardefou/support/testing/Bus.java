package org.gardefou.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The real bus: events as the other services send them, and what this service has told. */
@Singleton
public class Bus {

    private static final String OWN = "gardefou.cases";

    private final Map<String, Object> kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final ObjectMapper json;

    Bus(@Identifier("default-kafka-broker") Map<String, Object> kafka, ObjectMapper json) {
        this.kafka = kafka;
        this.json = json;
        this.producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer());
    }

    /** Something that was told; the type is short. */
    public record Told(String type, String key, JsonNode data) {}

    /** Sends an event; the site is the key. */
    public void send(String topic, String type, UUID id, JsonNode data) {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(
                topic, data.path("site").asText(), data.toString().getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        "org.gardefou." + type + ".v1",
                        "ce_source",
                        "/test",
                        "ce_time",
                        Instant.now().toString())
                .forEach((name, text) -> event.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(event).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that this service has told so far about a site, oldest first. */
    public List<Told> told(UUID site) {
        return told().stream()
                .filter(event -> event.key.equals(site.toString()))
                .toList();
    }

    /** All that this service has told so far. */
    public List<Told> told() {
        List<Told> all = new ArrayList<>();
        Map<String, Object> reading = new HashMap<>(kafka);
        // A looker-on, not a member of the service's group.
        reading.remove("group.id");
        reading.put("enable.auto.commit", "false");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(OWN).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(100))) all.add(read(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private Told read(ConsumerRecord<String, byte[]> found) throws IOException {
        String type = new String(found.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        return new Told(
                type.replaceFirst("^org\\.gardefou\\.", "").replaceFirst("\\.v1$", ""),
                found.key(),
                json.readTree(found.value()));
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
