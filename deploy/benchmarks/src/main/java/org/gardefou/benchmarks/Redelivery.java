package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The same events once more, against their first delivery: what the inbox costs when it has nothing to do. */
final class Redelivery implements Benchmark {

    private static final int EVENTS = 3_000;
    private static final String TOPIC = "gardefou.site-changes";
    private static final String GROUP = "terms-service";

    @Override
    public String name() {
        return "redelivery";
    }

    @Override
    public Result run(Lab lab) throws Exception {
        lab.service("terms-service");
        deliver(lab, events(EVENTS));
        // The first delivery must come before its repetition, so the peer is measured first inside each pair.
        double[] first = new double[1];
        Pairs pairs = new Pairs(7)
                .run(
                        () -> {
                            List<ProducerRecord<String, byte[]>> events = events(EVENTS);
                            first[0] = deliver(lab, events);
                            return deliver(lab, events);
                        },
                        () -> first[0]);
        Counts counts = new Counts(lab);
        List<ProducerRecord<String, byte[]>> events = events(EVENTS);
        double peerStatements = counts.statementsEach(() -> count(lab, events));
        double statements = counts.statementsEach(() -> count(lab, events));
        List<ProducerRecord<String, byte[]>> others = events(EVENTS);
        Counts.Cost peer = counts.around(() -> count(lab, others));
        Counts.Cost ours = counts.around(() -> count(lab, others));
        Map<String, Object> facts = Counts.facts(ours, peer, statements, peerStatements);
        facts.put("events", EVENTS);
        return pairs.result(name(), "s for " + EVENTS + " events", 0.3, false, facts);
    }

    private static double count(Lab lab, List<ProducerRecord<String, byte[]>> events) throws Exception {
        deliver(lab, events);
        return events.size();
    }

    private static List<ProducerRecord<String, byte[]>> events(int count) {
        List<ProducerRecord<String, byte[]>> events = new ArrayList<>(count);
        String site = UUID.randomUUID().toString();
        for (int i = 0; i < count; i++) {
            String change = UUID.randomUUID().toString();
            String data = "{\"change\":\"" + change + "\",\"site\":\"" + site
                    + "\",\"customer\":\"0198c5a2-7c00-7000-8000-000000000003\",\"actor\":{\"kind\":\"CUSTOMER\",\"id\":\"webmaster\"},\"object\":{\"kind\":\"PLUGIN\",\"name\":\"shop-turbo\",\"path\":\"wp-content/plugins/shop-turbo\"},\"before\":{\"version\":\"1.0\"},\"after\":{\"version\":\"2.0\"},\"source\":\"/panel/bench\",\"happenedAt\":\""
                    + Instant.now() + "\",\"receivedAt\":\"" + Instant.now() + "\"}";
            ProducerRecord<String, byte[]> event =
                    new ProducerRecord<>(TOPIC, site, data.getBytes(StandardCharsets.UTF_8));
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", UUID.randomUUID().toString(),
                            "ce_type", "org.gardefou.site.plugin-updated.v1",
                            "ce_source", "/bench",
                            "ce_time", Instant.now().toString())
                    .forEach((header, value) -> event.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
            events.add(event);
        }
        return events;
    }

    /** Sends the events and waits until the reader's group has passed them; seconds. */
    private static double deliver(Lab lab, List<ProducerRecord<String, byte[]>> events) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", lab.bootstrapServers(), "acks", "all");
        long start = System.nanoTime();
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
            for (ProducerRecord<String, byte[]> event : events) sent.add(producer.send(event));
            producer.flush();
            for (Future<RecordMetadata> one : sent) one.get();
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", lab.bootstrapServers()))) {
            while (lag(admin) > 0) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long lag(Admin admin) throws ExecutionException, InterruptedException, IOException, SQLException {
        var committed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
        var partitions = admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions();
        Map<TopicPartition, OffsetSpec> latest = new java.util.HashMap<>();
        partitions.forEach(
                partition -> latest.put(new TopicPartition(TOPIC, partition.partition()), OffsetSpec.latest()));
        var ends = admin.listOffsets(latest).all().get();
        long lag = 0;
        for (var end : ends.entrySet()) {
            var known = committed.get(end.getKey());
            lag += end.getValue().offset() - (known == null ? 0 : known.offset());
        }
        return lag;
    }
}
