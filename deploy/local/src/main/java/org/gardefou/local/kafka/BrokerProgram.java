package org.gardefou.local.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.Program;

/** One Kafka broker (KRaft, broker and controller in one) on the loopback, with its data in a directory of ours. */
public final class BrokerProgram implements Program {

    private final Path directory;
    private final int port;
    private final int controllerPort;

    /**
     * A broker that is not started yet.
     *
     * @param directory where it keeps its data
     * @param port where clients reach it on 127.0.0.1
     * @param controllerPort where it talks to itself on 127.0.0.1
     */
    public BrokerProgram(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** What clients take as {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Command command() throws IOException {
        Files.createDirectories(directory);
        Files.deleteIfExists(readyFile());
        Path config = directory.resolve("server.properties");
        try (var out = Files.newBufferedWriter(config)) {
            settings().store(out, "Written at every start.");
        }
        Path jars = BuildFiles.beside("kafka");
        if (!Files.isDirectory(jars)) {
            throw new IOException(
                    "The broker's jars are not in " + jars + ": run mvn -pl deploy/local process-classes.");
        }
        return new Command(
                List.of(
                        BuildFiles.java(),
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ",
                        "-cp",
                        jars + "/*:" + BuildFiles.classes(),
                        Broker.class.getName(),
                        config.toString(),
                        readyFile().toString()),
                Map.of(),
                directory,
                config.toString());
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "log.dirs",
                directory.resolve("data").toString()));
        // One broker holds the only copy of everything.
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1"));
        // A broker that was killed is let in again after its session has timed out: with the defaults that takes 11 s.
        settings.putAll(Map.of(
                "broker.heartbeat.interval.ms", "500",
                "broker.session.timeout.ms", "1500",
                "group.initial.rebalance.delay.ms", "0"));
        // The defaults are those of a machine that does nothing else: 128 MB for the cleaner, 10 MB for each index.
        settings.putAll(Map.of(
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.index.size.max.bytes", "1048576"));
        return settings;
    }

    @Override
    public boolean ready() {
        return Files.exists(readyFile());
    }

    private Path readyFile() {
        return directory.resolve("ready");
    }
}
