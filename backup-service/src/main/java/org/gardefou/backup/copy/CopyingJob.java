package org.gardefou.backup.copy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.repository.Repositories;
import org.gardefou.backup.repository.RepositoryUnusable;
import org.gardefou.backup.seat.Seated;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a site has waiting, the oldest first, behind which comes what went wrong more often: a snapshot that cannot be read holds
 * up no other. What is there already is found by its original's id, so that a crash repeats nothing; what goes wrong is tried again after
 * a pause that grows to five minutes, for as long as it takes.
 */
@ApplicationScoped
class CopyingJob implements Job, Seated {

    private final CopyRows rows;
    private final Repositories repositories;
    private final Claims claims;
    private final Clock clock;

    CopyingJob(CopyRows rows, Repositories repositories, Claims claims, Clock clock) {
        this.rows = rows;
        this.repositories = repositories;
        this.claims = claims;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "copying";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public int priority() {
        return FIRST;
    }

    @Override
    public Where where() {
        return Where.BOTH;
    }

    @Override
    public void run(String id) throws IOException {
        UUID site = UUID.fromString(id);
        Set<UUID> hindered = new HashSet<>();
        @Nullable ResticException last = null;
        while (true) {
            Optional<SnapshotCopy> next = QuarkusTransaction.requiringNew().call(() -> rows.nextOf(site, hindered));
            if (next.isEmpty()) break;
            // Nothing is taken away from what is being copied.
            try (Claim _ = claims.share(site, "copying")) {
                copy(next.get());
            } catch (ResticException.Cancelled e) {
                throw e;
            } catch (IOException | ResticException e) {
                hindered(next.get(), e);
                if (!(e instanceof ResticException one) || !ofThatSnapshot(one)) throw e;
                hindered.add(next.get().restorePoint());
                last = one;
            }
        }
        if (last != null) throw last;
    }

    /** Whether another snapshot may fare better; where a place is away or full, none does. */
    private static boolean ofThatSnapshot(ResticException e) {
        return e instanceof ResticException.Damaged
                || e instanceof ResticException.ResticFailed
                || e instanceof ResticException.TimedOut;
    }

    private void hindered(SnapshotCopy wanted, Exception e) {
        QuarkusTransaction.requiringNew().run(() -> rows.findByIdOptional(wanted.restorePoint())
                .ifPresent(one -> one.hindered(String.valueOf(e.getMessage()))));
    }

    private void copy(SnapshotCopy wanted) throws RepositoryUnusable {
        Optional<ResticRepository> copies = repositories.openCopies(wanted.site());
        if (copies.isEmpty()) {
            forgotten(wanted);
            return;
        }
        ResticRepository first = repositories.open(wanted.site());
        copies.get().unlockOwnDead();
        first.unlockOwnDead();
        String id;
        try {
            id = copies.get().copyOf(first, wanted.snapshot());
        } catch (ResticException.SnapshotUnknown e) {
            // Its time was over before its turn came, or before anybody could note that it had come: then its copy is
            // to go too.
            copies.get()
                    .copyHereOf(wanted.snapshot())
                    .ifPresentOrElse(there -> copied(wanted, there), () -> forgotten(wanted));
            return;
        }
        copied(wanted, id);
    }

    private void copied(SnapshotCopy wanted, String id) {
        QuarkusTransaction.requiringNew().run(() -> rows.findByIdOptional(wanted.restorePoint())
                .ifPresent(one -> one.copied(id, clock.instant())));
    }

    private void forgotten(SnapshotCopy wanted) {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.findByIdOptional(wanted.restorePoint()).ifPresent(SnapshotCopy::forgotten));
    }
}
