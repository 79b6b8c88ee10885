package org.gardefou.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.gardefou.local.kafka.BrokerProgram;
import org.gardefou.local.kafka.Topic;
import org.gardefou.local.postgres.PostgresServer;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers: started, used, killed, started again. */
class InfrastructureTest {

    @TempDir
    private Path home;

    @Test
    void postgresKeepsWhatWasCommittedBeforeItWasKilled() throws Exception {
        Files.setPosixFilePermissions(home, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        PostgresServer server = new PostgresServer(
                home.resolve("postgresql"),
                home.resolve("binaries"),
                home.resolve("passwords"),
                FreePorts.find(1).getFirst(),
                List.of("terms", "backups"));
        // Given a server with a row in it
        Daemon first = start(server);
        try (Connection terms = owner(server, "terms")) {
            assertThat(setting(terms, "fsync")).isEqualTo("on");
            assertThat(setting(terms, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(terms, "server_version")).startsWith("18.");
            terms.createStatement().execute("create table fact (said text)");
            terms.createStatement().execute("insert into fact values ('kept')");
        }
        assertThat(Files.getPosixFilePermissions(home.resolve("passwords/postgresql-terms")))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        // When it is killed and started again
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        first.onExit().get();
        try (Daemon second = start(server)) {
            // Then the row is there, under the same password
            try (Connection terms = owner(server, "terms");
                    var rows = terms.createStatement().executeQuery("select said from fact")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("kept");
            }
            // When a launcher that lost the handle starts it, then it stops its own orphan first
            Daemon third = start(server);
            assertThat(second.alive()).isFalse();
            third.close();
            assertThat(third.alive()).isFalse();
        }
    }

    @Test
    void kafkaKeepsItsRecordsAndHasAllTopics() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        BrokerProgram broker = new BrokerProgram(home.resolve("kafka"), ports.get(0), ports.get(1));
        // Given a broker that has just become ready, with a record in it
        Daemon first = start(broker);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get())
                    .containsAll(Topic.ofTheSuite().stream().map(Topic::name).toList());
            var sites = admin.describeTopics(List.of("gardefou.sites"))
                    .topicNameValues()
                    .get("gardefou.sites")
                    .get();
            assertThat(sites.partitions()).hasSize(6);
        }
        try (var producer = new KafkaProducer<String, String>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("gardefou.backups", 0, "site", "kept"))
                    .get();
        }
        // When it is killed and started again
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        first.onExit().get();
        try (Daemon second = start(broker);
                var consumer = new KafkaConsumer<String, String>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            // Then the record is there
            assertThat(second.alive()).isTrue();
            consumer.assign(List.of(new TopicPartition("gardefou.backups", 0)));
            assertThat(consumer.poll(Duration.ofSeconds(120)))
                    .extracting(record -> record.value())
                    .containsExactly("kept");
        }
    }

    private Daemon start(org.gardefou.local.process.Program program) throws Exception {
        Daemon daemon = Daemon.start(program, home.resolve("run"), home.resolve("logs"));
        daemon.awaitReady();
        return daemon;
    }

    private static Connection owner(PostgresServer server, String database) throws Exception {
        return DriverManager.getConnection(server.jdbcUrl(database), database, server.password(database));
    }

    private static String setting(Connection connection, String name) throws Exception {
        try (var result = connection.createStatement().executeQuery("show " + name)) {
            result.next();
            return result.getString(1);
        }
    }
}
