package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;

/** Wraps all keys by one key-encryption key, batch after batch; killed at any point it goes on with those that are left. */
@ApplicationScoped
class RewrappingJob implements Job {

    /** Rows that one transaction locks: with a key in Vault each takes two questions over the network. */
    static final int BATCH = 50;

    private static final int WHOLE = 100;

    private final KeyRotations rotations;
    private final WrappedKeys wrapped;
    private final KeyWrapping keys;
    private final ProgressFeed feed;
    private final Clock clock;

    RewrappingJob(KeyRotations rotations, WrappedKeys wrapped, KeyWrapping keys, ProgressFeed feed, Clock clock) {
        this.rotations = rotations;
        this.wrapped = wrapped;
        this.keys = keys;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "key-rewrapping";
    }

    @Override
    public void run(String id) throws IOException {
        UUID rotation = UUID.fromString(id);
        try {
            while (QuarkusTransaction.requiringNew().call(() -> batch(rotation))) {
                if (Thread.currentThread().isInterrupted()) throw new IOException("interrupted; it is taken up again");
            }
        } catch (RuntimeException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            QuarkusTransaction.requiringNew().run(() -> rotations
                    .findByIdOptional(rotation)
                    .ifPresent(one -> one.hindered(String.valueOf(cause.getMessage()))));
            throw new IOException("The keys cannot be wrapped anew: " + cause.getMessage(), e);
        }
    }

    /** @return whether there may be more */
    private boolean batch(UUID id) throws IOException {
        KeyRotation rotation = rotations.findById(id);
        if (rotation == null || rotation.state() == KeyRotation.State.COMPLETED) return false;
        if (!rotation.kek().equals(keys.current())) {
            throw new IOException(
                    "The current key-encryption key is %s, the rotation is to %s: set gardefou.keys.current back, or wait for its end"
                            .formatted(keys.current(), rotation.kek()));
        }
        List<StoredRepository> some = wrapped.some(rotation.kek(), BATCH);
        for (StoredRepository one : some) again(one);
        rotation.advanced(some.size());
        if (some.isEmpty()) rotation.completed(clock.instant());
        feed.report(id, progress(rotation));
        return !some.isEmpty();
    }

    private void again(StoredRepository one) throws IOException {
        Wrapped key = one.key().orElseThrow();
        Wrapped next = one.nextKey().orElse(null);
        one.rewrapped(keys.again(one.context(), key), next == null ? null : keys.again(one.context(), next));
    }

    Progress progress(KeyRotation rotation) {
        if (rotation.state() == KeyRotation.State.COMPLETED) {
            return Progress.finished(rotation.state().name(), clock.instant());
        }
        int percent = rotation.total() == 0 ? WHOLE : (int) (WHOLE * rotation.done() / rotation.total());
        return new Progress(rotation.state().name(), percent, null, null, null, null, clock.instant(), false);
    }
}
