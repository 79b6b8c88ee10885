package org.gardefou.backup.restorepoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.policy.Ending;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.policy.PolicySettings;
import org.gardefou.kit.job.RepeatedJob;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Tells that the restore points of a contract that has ended will be deleted: when it ends, and once more before it is done. */
@ApplicationScoped
class DeletionNotices implements RepeatedJob {

    private static final int BATCH = 200;

    private static final Text TEXT = new Text(
            "Le contrat est terminé : les points de restauration de ce site seront supprimés à la date indiquée. Téléchargez avant ce que vous voulez garder, ou reprenez un contrat.",
            "The contract has ended: the restore points of this site will be deleted at the time given. Download what you want to keep before, or take a contract again.");

    private final Policies policies;
    private final PolicySettings settings;
    private final RestorePoints points;
    private final Outbox outbox;
    private final Clock clock;

    DeletionNotices(Policies policies, PolicySettings settings, RestorePoints points, Outbox outbox, Clock clock) {
        this.policies = policies;
        this.settings = settings;
        this.points = points;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The data of {@code restore-point.deletion-announced}. */
    record Announced(
            UUID site, UUID customer, Instant endedAt, Instant deletionAt, long restorePoints, Text text, Instant at) {}

    @Override
    public String name() {
        return "deletion-notices";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        while (QuarkusTransaction.requiringNew().call(this::announceSome) == BATCH) {
            // More may be due than one transaction should hold.
        }
    }

    private int announceSome() {
        Instant now = clock.instant();
        List<Policy> due = policies.toAnnounce(now, BATCH);
        for (Policy policy : due) policy.ending().ifPresent(ending -> announce(policy, ending, now));
        return due.size();
    }

    private void announce(Policy policy, Ending ending, Instant now) {
        ending.announced(next(ending.deletion().minus(settings.deletionNotice()), now));
        long there = points.countAvailable(policy.site());
        if (there == 0) return;
        Announced told =
                new Announced(policy.site(), policy.customer(), ending.at(), ending.deletion(), there, TEXT, now);
        outbox.add(Event.of("gardefou.backups", "restore-point.deletion-announced", policy.site(), told));
    }

    private static @Nullable Instant next(Instant before, Instant now) {
        return before.isAfter(now) ? before : null;
    }
}
