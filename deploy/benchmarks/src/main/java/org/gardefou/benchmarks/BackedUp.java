package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** backup-service, and the sites that it is told of. */
final class BackedUp {

    /** The document root below the root of each site. */
    static final String SITE_FOLDER = "htdocs";

    private static final long PATIENCE_SECONDS = 600;

    /** A backup of a small site takes a CPU second: so many on a machine that others work on too. */
    private static final long PATIENCE_SECONDS_EACH = 10;

    /** What the service does at night for itself must not begin in the middle of a measurement, whenever that is made. */
    private static final List<String> NO_NIGHT =
            List.of("-Dgardefou.quiet-hours.from=00:00", "-Dgardefou.quiet-hours.to=00:00");

    private final Lab lab;
    private final ServiceUnderTest service;

    BackedUp(Lab lab) throws IOException {
        this.lab = lab;
        this.service = lab.service("backup-service", NO_NIGHT);
    }

    /** A site without databases that it knows from now on. */
    UUID site(UUID server, Path root) throws Exception {
        return sites(List.of(server), List.of(root)).getFirst();
    }

    /** The same for many, on some servers in turn; they are in the order of their roots. */
    List<UUID> sites(List<UUID> servers, List<Path> roots) throws Exception {
        List<UUID> sites = new ArrayList<>();
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (UUID server : servers) {
                send(producer, "gardefou.servers", "server.registered", server, """
                        {"server":"%s","name":"bench","access":{"kind":"LOCAL"},"databases":[],"at":"%s"}""".formatted(server, Instant.now()));
            }
            for (Path root : roots) {
                UUID site = UUID.randomUUID();
                UUID server = servers.get(sites.size() % servers.size());
                send(producer, "gardefou.sites", "site.registered", site, """
                        {"site":"%s","server":"%s","customer":"%s","name":"bench","domains":["bench.example"],"url":"https://bench.example/",
                        "root":"%s","documentRoot":"%s","owner":"root","databases":[],"logs":[],"at":"%s"}""".formatted(
                                site, server, UUID.randomUUID(), root, root.resolve(SITE_FOLDER), Instant.now()));
                sites.add(site);
            }
        }
        for (UUID site : sites) knows(site);
        return sites;
    }

    /** Waits until it has heard of a site and its server. */
    void knows(UUID site) throws Exception {
        await("select count(*) from site s join server v on v.server = s.server where s.site = '" + site + "'", 1);
    }

    /** Asks for a backup of each and waits until all are complete; seconds. */
    double backUp(List<UUID> sites) throws Exception {
        double before = completed();
        long start = System.nanoTime();
        for (UUID site : sites) {
            service.post("/backups/v1/backups", "application/json", "{\"site\":\"" + site + "\"}");
        }
        await(
                "select count(*) from backup where ended_at is not null",
                before + sites.size(),
                PATIENCE_SECONDS + PATIENCE_SECONDS_EACH * sites.size());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (completed() < before + sites.size()) {
            throw new IOException(
                    "Not all backups are complete: see the service's log, and the failures in table backup");
        }
        return seconds;
    }

    /** Waits until nothing is at work behind the backups: what is measured next would pay for it. Seconds. */
    double settle() throws Exception {
        long start = System.nanoTime();
        await("""
                select case when exists (select 1 from background_tasks where picked or execution_time <= now()) then 0 else 1 end""", 1);
        return (System.nanoTime() - start) / 1e9;
    }

    private double completed() throws SQLException, IOException {
        return lab.number("backup", "select count(*) from backup where state = 'COMPLETED'");
    }

    private void await(String query, double wanted) throws SQLException, IOException {
        await(query, wanted, PATIENCE_SECONDS);
    }

    private void await(String query, double wanted, long seconds) throws SQLException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (lab.number("backup", query) < wanted) {
            if (System.nanoTime() > end) throw new IOException("Not reached in time: " + query);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    void tell(String topic, String type, UUID key, String data) throws Exception {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            send(producer, topic, type, key, data);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", lab.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void send(KafkaProducer<String, byte[]> producer, String topic, String type, UUID key, String data)
            throws Exception {
        ProducerRecord<String, byte[]> event =
                new ProducerRecord<>(topic, key.toString(), data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_type",
                        "org.gardefou." + type + ".v1",
                        "ce_source",
                        "/bench",
                        "ce_time",
                        Instant.now().toString())
                .forEach((header, value) -> event.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(event).get();
    }
}
