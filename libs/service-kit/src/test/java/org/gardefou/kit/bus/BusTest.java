package org.gardefou.kit.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.gardefou.kit.bus.Parcels.Parcel;
import org.gardefou.kit.deadletter.DeadLetter;
import org.gardefou.kit.deadletter.DeadLetters;
import org.gardefou.kit.deadletter.Kind;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BatchHandler;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BusTest {

    private static final String TOPIC = "kit.parcels";
    private static final Duration SOON = Duration.ofSeconds(120);

    @Inject
    Outbox outbox;

    @Inject
    Parcels parcels;

    @Inject
    DeadLetters deadLetters;

    @Inject
    BatchHandler batches;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    @Identifier("default-kafka-broker") Map<String, Object> kafka;

    private final UUID key = Ids.next();

    @BeforeEach
    void brokenParcelsFail() {
        parcels.failBrokenOnes(Integer.MAX_VALUE);
    }

    @Test
    void anEventArrivesOnceItsTransactionHasCommitted() throws SQLException {
        // Given
        send(new Parcel(key, 1, false));
        // When
        await().atMost(SOON).until(() -> parcels.numbersOf(key).size() == 1);
        // Then its row goes, which may be committed a moment after the event has arrived
        await().atMost(SOON).until(() -> outboxRows() == 0);
    }

    @Test
    void anEventOfATransactionThatRollsBackIsNeverTold() throws SQLException {
        // Given
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(Event.of(TOPIC, "parcel.sent", key, new Parcel(key, 1, false)));
                    throw new IllegalStateException("no");
                }))
                .hasMessageContaining("no");
        // When a later one has arrived, the earlier would have, too
        send(new Parcel(key, 2, false));
        await().atMost(SOON).until(() -> !parcels.numbersOf(key).isEmpty());
        // Then
        assertThat(parcels.numbersOf(key)).containsExactly(2);
    }

    @Test
    void withoutATransactionThereIsNoOutbox() {
        assertThatThrownBy(() -> outbox.add(Event.of(TOPIC, "parcel.sent", key, new Parcel(key, 1, false))))
                .isInstanceOf(jakarta.transaction.TransactionalException.class);
    }

    @Test
    void eventsOfOneKeyKeepTheirOrder() {
        // Given
        List<Integer> sent = IntStream.range(0, 500).boxed().toList();
        // When
        for (int number : sent) send(new Parcel(key, number, false));
        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parcels.numbersOf(key)).isEqualTo(sent));
    }

    @Test
    void aRedeliveryChangesNothing() throws Exception {
        // Given
        UUID id = Ids.next();
        byte[] parcel = parcel(1, false);
        publish(id.toString(), parcel);
        // When
        publish(id.toString(), parcel);
        publish(Ids.next().toString(), parcel(2, false));
        // Then
        await().atMost(SOON).until(() -> parcels.numbersOf(key).contains(2));
        assertThat(parcels.numbersOf(key)).containsExactly(1, 2);
    }

    @Test
    void aBadEventBecomesADeadLetterAndTheOthersGoOn() throws Exception {
        // Given
        UUID bad = Ids.next();
        // When
        publish(Ids.next().toString(), parcel(1, false));
        publish(bad.toString(), parcel(2, true));
        publish(Ids.next().toString(), parcel(3, false));
        // Then
        await().atMost(SOON).until(() -> parcels.numbersOf(key).contains(3) && buried(bad) != null);
        assertThat(parcels.numbersOf(key)).containsExactly(1, 3);
        DeadLetter letter = buried(bad);
        assertThat(letter.reason()).contains("broken parcel");
        assertThat(letter.attempts()).isEqualTo(4);
        ConsumerRecord<String, byte[]> copy = deadLetterRecord(bad);
        assertThat(copy.value()).isEqualTo(parcel(2, true));
        assertThat(header(copy, "dlq-reason")).contains("broken parcel");
    }

    @Test
    void anEventThatFailsForAWhileHasItsEffectOnce() throws Exception {
        // Given
        parcels.failBrokenOnes(2);
        // When
        publish(Ids.next().toString(), parcel(7, true));
        // Then
        await().atMost(SOON).until(() -> !parcels.numbersOf(key).isEmpty());
        assertThat(parcels.numbersOf(key)).containsExactly(7);
    }

    @Test
    void whatIsNoEventBecomesADeadLetterWithItsReason() throws Exception {
        // Given a record without any attribute, one whose data is no JSON, and one that is fine
        long before = count();
        UUID noJson = Ids.next();
        raw(new ProducerRecord<>(TOPIC, key.toString(), "hello".getBytes(StandardCharsets.UTF_8)));
        publish(noJson.toString(), "{".getBytes(StandardCharsets.UTF_8));
        // When
        publish(Ids.next().toString(), parcel(1, false));
        // Then
        await().atMost(SOON)
                .until(() -> count() == before + 2 && !parcels.numbersOf(key).isEmpty());
        assertThat(buried(noJson).reason()).contains("cannot be read");
    }

    @Test
    void aReplayHandlesTheDeadLetterAndOnlyOnce() throws Exception {
        // Given
        UUID bad = Ids.next();
        publish(bad.toString(), parcel(9, true));
        await().atMost(SOON).until(() -> buried(bad) != null);
        parcels.failBrokenOnes(0);
        // When
        boolean first = QuarkusTransaction.requiringNew().call(() -> deadLetters.replay(bad));
        boolean second = QuarkusTransaction.requiringNew().call(() -> deadLetters.replay(bad));
        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(parcels.numbersOf(key)).containsExactly(9);
    }

    @Test
    void aReplayIsTheEventAsItCameWithItsOwnTimeAndTrace() throws Exception {
        // Given
        UUID bad = Ids.next();
        Instant happened = Instant.parse("2026-01-02T03:04:05Z");
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        publish(bad.toString(), parcel(9, true), happened, "00-" + traceId + "-b7ad6b7169203331-01");
        await().atMost(SOON).until(() -> buried(bad) != null);
        parcels.failBrokenOnes(0);
        // When
        QuarkusTransaction.requiringNew().run(() -> deadLetters.replay(bad));
        // Then
        assertThat(parcels.arrivalsOf(key)).containsExactly(new Parcels.Arrival(happened, traceId));
        ConsumerRecord<String, byte[]> copy = deadLetterRecord(bad);
        assertThat(header(copy, "ce_time")).isEqualTo(happened.toString());
        assertThat(header(copy, "ce_source")).isEqualTo("/test");
        assertThat(header(copy, "traceparent")).contains(traceId);
    }

    @Test
    void whatIsADeadLetterAlreadyDoesNotHoldUpAReadingThatIsRepeated() throws Exception {
        // Given
        UUID first = Ids.next();
        publish(first.toString(), parcel(1, true));
        await().atMost(SOON).until(() -> buried(first) != null);
        int before = parcels.failures();
        // When it is read again, with another that fails behind it
        UUID second = Ids.next();
        batches.handle(List.of(recordOf(first, parcel(1, true)), recordOf(second, parcel(2, true))));
        // Then: once together, and then only the second by itself
        assertThat(parcels.failures() - before).isEqualTo(1 + 4);
        assertThat(buried(second)).isNotNull();
    }

    @Test
    void anEventThatTheBrokerNeverTakesIsSetAsideAndTheOthersAreTold() throws Exception {
        // Given an event larger than the broker takes, between two that are fine
        Instant before = Instant.now();
        String large = "x".repeat(3 * 1024 * 1024);
        QuarkusTransaction.requiringNew().run(() -> {
            outbox.add(Event.of(TOPIC, "parcel.sent", key, new Parcel(key, 1, false)));
            outbox.add(Event.of(TOPIC, "parcel.described", key, Map.of("description", large)));
            outbox.add(Event.of(TOPIC, "parcel.sent", key, new Parcel(key, 2, false)));
        });
        // When
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(parcels.numbersOf(key)).containsExactly(1, 2));
        // Then
        await().atMost(SOON).until(() -> refused() != null);
        DeadLetter letter = refused();
        assertThat(letter.reason()).contains("RecordTooLargeException");
        assertThat(letter.value()).contains(large);
        assertThat(letter.time().orElseThrow()).isBetween(before.minusSeconds(1), Instant.now());
        await().atMost(SOON).until(() -> outboxRows() == 0);
        // And when it is replayed though nothing has changed, it waits again
        QuarkusTransaction.requiringNew().run(() -> deadLetters.replay(letter.id()));
        await().atMost(SOON).until(() -> buried(letter.id()).attempts() == 2);
        assertThat(buried(letter.id()).replayedAt()).isEmpty();
        await().atMost(SOON).until(() -> outboxRows() == 0);
    }

    private DeadLetter refused() {
        return QuarkusTransaction.requiringNew().call(() -> deadLetters
                .find("kind = ?1 and key = ?2", Kind.REFUSED, key.toString())
                .firstResult());
    }

    private ConsumerRecord<String, byte[]> recordOf(UUID id, byte[] value) {
        ConsumerRecord<String, byte[]> polled = new ConsumerRecord<>(TOPIC, 0, 0, key.toString(), value);
        headers(id.toString(), Instant.now(), Optional.empty())
                .forEach((name, text) -> polled.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return polled;
    }

    private void send(Parcel parcel) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(Event.of(TOPIC, "parcel.sent", key, parcel)));
    }

    private byte[] parcel(int number, boolean broken) {
        return "{\"key\":\"%s\",\"number\":%d,\"broken\":%b,\"later\":1}"
                .formatted(key, number, broken)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void publish(String id, byte[] value) throws Exception {
        publish(value, headers(id, Instant.now(), Optional.empty()));
    }

    private void publish(String id, byte[] value, Instant time, String traceparent) throws Exception {
        publish(value, headers(id, time, Optional.of(traceparent)));
    }

    private void publish(byte[] value, Map<String, String> headers) throws Exception {
        ProducerRecord<String, byte[]> event = new ProducerRecord<>(TOPIC, key.toString(), value);
        headers.forEach((name, text) -> event.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        raw(event);
    }

    private static Map<String, String> headers(String id, Instant time, Optional<String> traceparent) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", id,
                "ce_type", "org.gardefou.parcel.sent.v1",
                "ce_source", "/test",
                "ce_time", time.toString()));
        traceparent.ifPresent(trace -> headers.put("traceparent", trace));
        return headers;
    }

    private void raw(ProducerRecord<String, byte[]> message) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(new HashMap<>(kafka), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(message).get();
        }
    }

    private DeadLetter buried(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> deadLetters.findById(id));
    }

    private long count() {
        return QuarkusTransaction.requiringNew().call(deadLetters::count);
    }

    private ConsumerRecord<String, byte[]> deadLetterRecord(UUID id) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(new HashMap<>(kafka), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC + ".dlq.kit-test", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Instant end = Instant.now().plus(SOON);
            while (Instant.now().isBefore(end)) {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    if (header(found, "ce_id").equals(id.toString())) return found;
                }
            }
            throw new AssertionError("No dead-letter record for " + id);
        }
    }

    private static String header(ConsumerRecord<?, ?> message, String name) {
        Header header = message.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private long outboxRows() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                var rows = connection.createStatement().executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
