package org.gardefou.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The test stack's bus for tests of services: speaks in the other services' names, with their golden examples as the models, and reads
 * what was told, as a looker-on and not as a member of a group.
 */
public final class TestBus {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROKER_PROPERTY = "kafka.bootstrap.servers";

    /** By broker, and kept to the end of the process: to make one takes a hundred times as long as to send an event. */
    private static final Map<String, KafkaProducer<String, byte[]>> PRODUCERS = new ConcurrentHashMap<>();

    private static final Map<String, Listener> LISTENERS = new ConcurrentHashMap<>();

    private static final Relayed RELAYED = new Relayed();

    private TestBus() {}

    /**
     * Something that was told.
     *
     * @param type in short: {@code site.registered}
     */
    public record Told(String type, String key, JsonNode data) {}

    /**
     * The producer's golden example of an event, to be changed by the test.
     *
     * @param service the producer's module, {@code terms-service}
     */
    public static ObjectNode golden(String service, String type) {
        Path file = Path.of("..", service, "src/main/resources/contracts", type + ".v1.example.json");
        try {
            return (ObjectNode) JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes an event and returns when the broker has it. */
    public static void send(String topic, String type, String key, UUID id, JsonNode data) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, key, data.toString().getBytes(StandardCharsets.UTF_8));
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
            producer().send(event).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * All that was told on these topics so far, each topic's partitions in their order. What the service has committed is among it: where its
     * relay has not yet come to that, it is waited for.
     */
    public static List<Told> told(List<String> topics) {
        RELAYED.await();
        return LISTENERS
                .computeIfAbsent(broker() + " " + topics, _ -> new Listener(topics))
                .told();
    }

    private static KafkaProducer<String, byte[]> producer() {
        return PRODUCERS.computeIfAbsent(
                broker(), _ -> new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer()));
    }

    /** Has heard what was told before: who waits for an event asks many times. */
    private static final class Listener {
        private final List<String> topics;
        private final KafkaConsumer<String, byte[]> reader =
                new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer());
        private final List<Told> heard = new ArrayList<>();

        Listener(List<String> topics) {
            this.topics = topics;
        }

        synchronized List<Told> told() {
            Set<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> reader.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .collect(Collectors.toSet());
            List<TopicPartition> fresh = partitions.stream()
                    .filter(partition -> !reader.assignment().contains(partition))
                    .toList();
            if (!fresh.isEmpty()) {
                reader.assign(partitions);
                reader.seekToBeginning(fresh);
            }
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> found : reader.poll(Duration.ofMillis(100))) heard.add(read(found));
            }
            return List.copyOf(heard);
        }
    }

    private static Told read(ConsumerRecord<String, byte[]> found) {
        String type = new String(found.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        try {
            return new Told(
                    type.replaceFirst("^org\\.gardefou\\.", "").replaceFirst("\\.v1$", ""),
                    found.key(),
                    JSON.readTree(found.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String broker() {
        return System.getProperty(BROKER_PROPERTY);
    }

    private static Map<String, Object> settings() {
        return new HashMap<>(Map.of("bootstrap.servers", broker(), "acks", "all"));
    }
}
