package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.gardefou.backup.ContractsTest;
import org.gardefou.kit.id.Ids;

/** Speaks on the bus in the other services' names, with their golden examples as the models, and hears what ours says. */
public final class Bus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "gardefou.backups";

    private Bus() {}

    /** The golden example of another service's event, with fields changed. */
    public static ObjectNode golden(String service, String type, Consumer<ObjectNode> change) {
        Path file = Path.of("../" + service + "/src/main/resources/contracts/" + type + ".v1.example.json");
        try {
            ObjectNode node = (ObjectNode) JSON.readTree(Files.readString(file));
            change.accept(node);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Publishes under a fresh id. */
    public static void tell(String topic, String type, UUID key, JsonNode data) {
        tell(topic, type, key, data, Ids.next());
    }

    public static void tell(String topic, String type, UUID key, JsonNode data, UUID id) {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, key.toString(), data.toString().getBytes(StandardCharsets.UTF_8));
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
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(broker(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(event).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All events of a type about a site that our service has told so far; each one is compared with its schema. */
    public static List<JsonNode> told(String type, UUID site) {
        List<JsonNode> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(broker(), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (PartitionInfo partition : consumer.partitionsFor(OURS)) {
                partitions.add(new TopicPartition(partition.topic(), partition.partition()));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                for (ConsumerRecord<String, byte[]> event : consumer.poll(Duration.ofMillis(100))) {
                    String is = new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (!is.equals("org.gardefou." + type + ".v1")
                            || !event.key().equals(site.toString())) continue;
                    JsonNode data = JSON.readTree(event.value());
                    assertThat(ContractsTest.errors(type, data.toString()))
                            .as("%s", data)
                            .isEmpty();
                    found.add(data);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The only event of a type about a site, as soon as it is told. */
    public static JsonNode heard(String type, UUID site) {
        List<JsonNode> all = await().atMost(Api.SOON).until(() -> told(type, site), found -> !found.isEmpty());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static Map<String, Object> broker() {
        return new HashMap<>(Map.of("bootstrap.servers", System.getProperty("kafka.bootstrap.servers")));
    }
}
