package org.gardefou.diagnostics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.gardefou.kit.id.Ids;

/** The real bus: events as the other services send them, and what this service has told. */
@Singleton
public class Bus {

    private static final List<String> OWN =
            List.of("gardefou.servers", "gardefou.sites", "gardefou.site-changes", "gardefou.diagnoses");

    private final Map<String, Object> kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final ObjectMapper json;

    Bus(@Identifier("default-kafka-broker") Map<String, Object> kafka, ObjectMapper json) {
        this.kafka = kafka;
        this.json = json;
        this.producer = new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer());
    }

    /** Something that was told. */
    public record Told(String type, String key, JsonNode data) {}

    /** The producer's golden example of an event, to be changed by the test. */
    public ObjectNode example(String service, String type) {
        Path file = Path.of(
                System.getProperty("gardefou.root"),
                service + "-service/src/main/resources/contracts/" + type + ".v1.example.json");
        try {
            return (ObjectNode) json.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends an event with an id of its own; the site is the key. */
    public void send(String topic, String type, JsonNode data) {
        send(topic, type, Ids.next(), data);
    }

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

    /** All that this service has told so far, of the type, about the site or whatever the key is. */
    public List<Told> told(String type, UUID key) {
        return told().stream()
                .filter(event -> event.type.equals("org.gardefou." + type + ".v1") && event.key.equals(key.toString()))
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
            List<TopicPartition> partitions = OWN.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(100)))
                    all.add(new Told(
                            new String(found.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8),
                            found.key(),
                            json.readTree(found.value())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    @PreDestroy
    void close() {
        producer.close();
    }
}
