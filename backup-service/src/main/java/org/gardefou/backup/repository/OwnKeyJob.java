package org.gardefou.backup.repository;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.gardefou.backup.claim.Claim;
import org.gardefou.backup.claim.Claims;
import org.gardefou.kit.job.Job;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/**
 * Gives the repositories of a site new keys, after which the old ones open them no more: so it waits until nobody uses one, we or a restore. The new key is kept before the repository
 * knows it and takes the old one's place before that is removed, so that a crash at any point loses none.
 */
@ApplicationScoped
class OwnKeyJob implements Job {

    private final RepositoryRows rows;
    private final RepositoryCopies copies;
    private final KeyWrapping keys;
    private final Doors doors;
    private final Claims claims;
    private final KeyHolders holders;

    OwnKeyJob(
            RepositoryRows rows,
            RepositoryCopies copies,
            KeyWrapping keys,
            Doors doors,
            Claims claims,
            KeyHolders holders) {
        this.rows = rows;
        this.copies = copies;
        this.keys = keys;
        this.doors = doors;
        this.claims = claims;
        this.holders = holders;
    }

    @Override
    public String name() {
        return "own-key";
    }

    @Override
    public void run(String id) throws IOException {
        UUID site = UUID.fromString(id);
        demandUnused(site);
        try (Claim _ = claims.alone(site, "own-key")) {
            change(site, () -> rows.findById(site));
            change(site, () -> copies.findById(site));
        }
    }

    private void demandUnused(UUID site) {
        if (QuarkusTransaction.requiringNew().call(() -> holders.any(site))) {
            throw new IllegalStateException(
                    "A restore of site %s is at work with the old key: the change waits for its end".formatted(site));
        }
    }

    /** Finds the row anew in each transaction. */
    private interface Row {
        @Nullable StoredRepository find();
    }

    private void change(UUID site, Row row) throws IOException {
        StoredRepository known = QuarkusTransaction.requiringNew().call(row::find);
        if (known == null || known.erased() || !known.exists()) return;
        Wrapped next = known.nextKey().orElse(null);
        if (next == null) {
            Wrapped fresh = keys.wrap(known.context(), RepositoryPassword.generate());
            QuarkusTransaction.requiringNew().run(() -> require(row).changesTo(fresh));
            next = fresh;
        }
        Door now = doors.of(known);
        Door then = doors.of(known, next);
        ResticRepository renewed = doors.restic(then);
        if (!opens(renewed)) doors.restic(now).addKey(then.password());
        QuarkusTransaction.requiringNew().run(() -> require(row).changed());
        renewed.unlockOwnDead();
        // One that came in between may hold the old key. The next run takes it away with the one of now.
        demandUnused(site);
        renewed.removeOtherKeys();
    }

    private static boolean opens(ResticRepository repository) {
        try {
            repository.keys();
            return true;
        } catch (ResticException.WrongPassword e) {
            return false;
        }
    }

    private static StoredRepository require(Row row) {
        StoredRepository known = row.find();
        if (known == null) throw new IllegalStateException("The repository is gone");
        return known;
    }
}
