package org.gardefou.restore.dryrun;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.pace.Pace;
import org.gardefou.restore.pace.PaceRule;
import org.gardefou.restore.pace.Paces;
import org.gardefou.restore.preparation.Preflight;
import org.gardefou.restore.saga.Admission;
import org.gardefou.restore.saga.Restore;
import org.gardefou.restore.saga.RestoreRequest;
import org.gardefou.restore.saga.Restores;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Places;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/** Goes through a restore without doing it. It reads the restore point and the live site, and writes nothing. */
@ApplicationScoped
public class Rehearsal {

    /** For how long one who comes when all places are taken is sent away. */
    private static final Duration TURN = Duration.ofSeconds(10);

    /** One RENAME TABLE of a site's tables took 0.2 to 0.8 s on a busy machine; queries wait for it. */
    private static final Duration RENAMING = Duration.ofSeconds(1);

    private final Admission admission;
    private final Restores restores;
    private final Paces paces;
    private final Places places;
    private final Looking looking;
    private final DryRunConfig config;
    private final Clock clock;
    private final Semaphore seats;
    private final Semaphore prepared;

    Rehearsal(
            Admission admission,
            Restores restores,
            Paces paces,
            Places places,
            Looking looking,
            DryRunConfig config,
            Clock clock) {
        this.admission = admission;
        this.restores = restores;
        this.paces = paces;
        this.places = places;
        this.looking = looking;
        this.config = config;
        this.clock = clock;
        this.seats = new Semaphore(config.atOnce());
        this.prepared = new Semaphore(config.preparedAtOnce());
    }

    /** What is known before anything is looked at. */
    record Known(
            Admission.Admitted admitted,
            @Nullable Target target,
            @Nullable RestoreFailure nowhere,
            Optional<UUID> running,
            List<Pace> earlier) {}

    /** What the restore that is asked for would change, or the problem with what is asked for. */
    public DryRun of(RestoreRequest request) throws Exception {
        Known known = QuarkusTransaction.requiringNew().call(() -> known(admission.admit(request)));
        if (!seats.tryAcquire()) throw Problems.tooManyRequests(TURN);
        try {
            return look(known);
        } catch (RestoreFailure e) {
            throw unavailable(e);
        } finally {
            seats.release();
        }
    }

    /**
     * What the restore that support has prepared would change, or the problem with it. Waits for its turn; nobody need call.
     *
     * @throws RestoreFailure when what it looks into cannot be reached right now
     */
    public DryRun ofPrepared(RestoreRequest request) throws RestoreFailure, IOException, InterruptedException {
        Known known = QuarkusTransaction.requiringNew().call(() -> known(admission.admitPrepared(request)));
        prepared.acquire();
        try {
            return look(known);
        } finally {
            prepared.release();
        }
    }

    /** Fails with what passes by itself; what does not is an obstacle. */
    private DryRun look(Known known) throws RestoreFailure, IOException, InterruptedException {
        Instant deadline = clock.instant().plus(config.patience());
        Looking.Seen seen = new Looking.Seen();
        try {
            if (known.nowhere() != null) throw known.nowhere();
            looking.look(known, seen, () -> clock.instant().isAfter(deadline));
        } catch (RestoreFailure | IOException | RuntimeException e) {
            RestoreFailure failure = Failures.of(e);
            if (failure.code() == FailureCode.INTERNAL) throw e;
            if (failure.passing()) throw failure;
            seen.obstacle(failure);
        }
        return told(known, seen);
    }

    private Known known(Admission.Admitted admitted) {
        UUID site = admitted.site().site();
        Optional<UUID> running = restores.running(site).map(Restore::id);
        List<Pace> earlier = paces.of(site);
        try {
            Target target = places.target(
                    site,
                    admitted.selection(),
                    admitted.elsewhere(),
                    admitted.point().databaseNames());
            return new Known(admitted, target, null, running, earlier);
        } catch (RestoreFailure e) {
            return new Known(admitted, null, e, running, earlier);
        }
    }

    private static RuntimeException unavailable(RestoreFailure failure) {
        return Problems.unavailable("What a dry run looks into (" + failure.code() + ")", Duration.ofSeconds(5));
    }

    private static DryRun told(Known known, Looking.Seen seen) {
        Admission.Admitted admitted = known.admitted();
        Selection selection = admitted.selection();
        if (admitted.containsBreakage()) seen.warnings().breakage();
        known.running().ifPresent(seen.warnings()::running);
        Preflight.Room room = seen.room();
        return new DryRun(
                admitted.site().site(),
                admitted.point().id(),
                admitted.point().takenAt(),
                selection.scope(),
                seen.obstacles().isEmpty(),
                seen.obstacles(),
                seen.warnings().list(),
                seen.files(),
                seen.tables(),
                seen.newer(),
                room == null ? null : new DryRun.Room(room.needed(), room.usable()),
                PaceRule.estimate(
                        selection.whole() || seen.bytes() < 0 ? admitted.point().bytes() : seen.bytes(),
                        known.earlier()),
                seen.tables() == null ? Duration.ZERO : RENAMING);
    }
}
