package org.gardefou.diagnostics.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gardefou.diagnostics.connection.Connections;
import org.gardefou.diagnostics.connection.PanelConnection;
import org.gardefou.kit.commit.AfterCommit;
import org.gardefou.kit.problem.Problems;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who may deliver, and what they sign with, without a query and an unwrapping for each delivery. An entry is read again after a minute, so that what another process
 * changed is seen then; unknown connections are never kept.
 */
@ApplicationScoped
class Senders {

    private static final Logger LOG = Logger.getLogger(Senders.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration RECOVERY = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final Map<UUID, Sender> known = new ConcurrentHashMap<>();
    private final AtomicLong forgotten = new AtomicLong();
    private final Connections connections;
    private final WebhookSecrets secrets;
    private final KeyWrapping wrapping;
    private final AfterCommit after;
    private final Clock clock;

    Senders(Connections connections, WebhookSecrets secrets, KeyWrapping wrapping, AfterCommit after, Clock clock) {
        this.connections = connections;
        this.secrets = secrets;
        this.wrapping = wrapping;
        this.after = after;
        this.clock = clock;
    }

    /** @param endsAt from when on it counts no more; null: it has no end yet */
    private record Key(SigningKey key, @Nullable Instant endsAt) {}

    /** A connection, and its keys as they were read. */
    record Sender(PanelConnection panel, List<Key> keys, Instant readAt) {

        List<byte[]> keysAt(Instant now) {
            return keys.stream()
                    .filter(key -> key.endsAt() == null || key.endsAt().isAfter(now))
                    .map(key -> key.key().bytes())
                    .toList();
        }
    }

    Optional<Sender> find(UUID connection) {
        Sender remembered = known.get(connection);
        if (remembered != null && clock.instant().isBefore(remembered.readAt().plus(FRESH)))
            return Optional.of(remembered);
        long before = forgotten.get();
        Optional<Sender> read = QuarkusTransaction.requiringNew().call(() -> read(connection));
        if (known.size() >= MOST) known.clear();
        read.ifPresentOrElse(sender -> known.put(connection, sender), () -> known.remove(connection));
        // What was read before a change was committed must not outlive it.
        if (forgotten.get() != before) known.remove(connection);
        return read;
    }

    /** The secrets of a connection will be others when the caller's transaction has committed. */
    void forgetAfterCommit(UUID connection) {
        after.run(() -> {
            forgotten.incrementAndGet();
            known.remove(connection);
        });
    }

    private Optional<Sender> read(UUID connection) {
        Instant now = clock.instant();
        return connections.panel(connection).map(panel -> {
            List<Key> keys = new ArrayList<>();
            for (WebhookSecret secret : secrets.valid(connection, now)) {
                try {
                    keys.add(new Key(wrapping.unwrap(secret.id(), secret.wrapped()), secret.endsAt()));
                } catch (IOException e) {
                    LOG.errorf("The webhooks of the connection %s cannot be taken: %s", connection, e.getMessage());
                    throw Problems.unavailable("The key-encryption key of the webhook secrets", RECOVERY);
                }
            }
            return new Sender(panel, List.copyOf(keys), now);
        });
    }
}
