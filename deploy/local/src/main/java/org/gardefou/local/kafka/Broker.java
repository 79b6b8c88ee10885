package org.gardefou.local.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;

/**
 * The broker's own process: formats its storage at the first start, serves, makes the topics that are missing, and only
 * then says that it is ready, so that nobody waits for a topic to be made by its first use.
 */
final class Broker {

    private static final int ADMIN_LIMIT_SECONDS = 60;

    private Broker() {}

    /** Arguments: the settings file, and the file to be made when all is ready. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path config = Path.of(arguments[0]);
        Path readyFile = Path.of(arguments[1]);
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(config)) {
            settings.load(reader);
        }
        StorageTool.execute(
                new String[] {
                    "format",
                    "--ignore-formatted",
                    "--cluster-id",
                    clusterId(config.resolveSibling("cluster-id")),
                    "--config",
                    config.toString()
                },
                System.out);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        createTopics(settings.getProperty("advertised.listeners").replace("PLAINTEXT://", ""));
        Files.writeString(readyFile, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static String clusterId(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file);
    }

    private static void createTopics(String bootstrapServers) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> present = admin.listTopics().names().get(ADMIN_LIMIT_SECONDS, TimeUnit.SECONDS);
            List<NewTopic> missing = Topic.ofTheSuite().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.<Short>empty())
                            .configs(Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    topic.compacted()
                                            ? TopicConfig.CLEANUP_POLICY_COMPACT
                                            : TopicConfig.CLEANUP_POLICY_DELETE)))
                    .toList();
            admin.createTopics(missing).all().get(ADMIN_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException cause) {
            throw new IOException("The broker could not make its topics.", cause);
        }
    }
}
