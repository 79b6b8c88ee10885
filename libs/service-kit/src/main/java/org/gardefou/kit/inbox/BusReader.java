package org.gardefou.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.gardefou.kit.start.Open;
import org.gardefou.kit.watch.Pulse;
import org.gardefou.kit.watch.Watched;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The service's one reader of the bus: poll, handle in the database, then tell the broker how far we are. Offsets are committed
 * after the effect, so a crash repeats records and the inbox drops them.
 *
 * <p>A loop of our own instead of a reactive channel: it is the shortest way to one transaction for a polled batch, and to
 * rewinding when the database is away (ADR 1).
 */
@ApplicationScoped
public class BusReader implements Watched {

    private static final Logger LOG = Logger.getLogger(BusReader.class);

    private final BusConfig config;
    private final BatchHandler handler;
    private final Map<String, Object> settings;
    private volatile boolean running;
    private final Pulse pulse;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private @Nullable Thread thread;

    BusReader(BusConfig config, BatchHandler handler, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.config = config;
        this.handler = handler;
        this.pulse = new Pulse(
                "bus-reader", config.longestBatch().plus(config.poll()).plus(config.outage()));
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.group());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
        settings.put(
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                Math.toIntExact(config.longestBatch().toMillis()));
        // A reader that was killed is back in seconds, but waits until its dead self is given up: after 45 s unless
        // told.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        // A topic made a little after us should be read a little after, not after the default of five minutes.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
    }

    void start(@Observes Open event) {
        List<String> topics = config.topics().orElse(List.of());
        if (topics.isEmpty()) return;
        running = true;
        thread = Thread.ofPlatform().name("bus-reader").daemon().start(() -> run(topics));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        KafkaConsumer<String, byte[]> open = consumer;
        if (open != null) open.wakeup();
        Thread worker = thread;
        if (worker != null) {
            worker.join(Duration.ofSeconds(10));
        }
    }

    @Override
    public Pulse pulse() {
        return pulse;
    }

    private void run(List<String> topics) {
        while (running) {
            pulse.beat();
            try (KafkaConsumer<String, byte[]> open = new KafkaConsumer<>(settings)) {
                consumer = open;
                open.subscribe(topics);
                while (running) {
                    pulse.beat();
                    readOnce(open);
                }
            } catch (WakeupException e) {
                if (running) LOG.debug("Woken while running", e);
            } catch (InterruptedException e) {
                break;
            } catch (Throwable e) {
                // Also an Error: a reader that is gone would leave this service behind all others without a word.
                LOG.warn("The bus cannot be read now; a new reader follows", e);
                pause();
            } finally {
                consumer = null;
            }
        }
        pulse.end();
    }

    private void readOnce(KafkaConsumer<String, byte[]> open) throws InterruptedException {
        ConsumerRecords<String, byte[]> polled = open.poll(config.poll());
        if (polled.isEmpty()) return;
        try {
            handler.handle(polled);
            // Asynchronous: the database already knows what was done, so a lost commit costs a repetition and nothing
            // else.
            open.commitAsync(polled.nextOffsets(), null);
        } catch (Outage e) {
            LOG.warnf("The database is away; %d records are read again: %s", polled.count(), rootMessage(e));
            rewind(open, polled);
            pause();
        }
    }

    private static void rewind(KafkaConsumer<String, byte[]> open, ConsumerRecords<String, byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            open.seek(
                    partition,
                    new OffsetAndMetadata(polled.records(partition).getFirst().offset()));
        }
    }

    private void pause() {
        try {
            Thread.sleep(config.outage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) cause = cause.getCause();
        return String.valueOf(cause.getMessage());
    }
}
