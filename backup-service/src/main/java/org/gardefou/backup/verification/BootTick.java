package org.gardefou.backup.verification;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.QuietHours;
import org.gardefou.backup.claim.QuietHoursConfig;
import org.gardefou.backup.claim.SiteTurns;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.seat.Seats;
import org.gardefou.backup.verification.Verification.Why;
import org.gardefou.kit.job.RepeatedJob;

/**
 * Asks for the boots that are due, a few at a time: points before a change at any hour, since they are what somebody may want tomorrow; the
 * newest point of each site in its turn, in quiet hours.
 */
@ApplicationScoped
class BootTick implements RepeatedJob {

    private final Verifications verifications;
    private final RestorePoints points;
    private final SiteTurns turns;
    private final VerificationDesk desk;
    private final BootJob job;
    private final Seats seats;
    private final VerificationConfig config;
    private final QuietHours hours;
    private final boolean ever;
    private final Clock clock;

    BootTick(
            Verifications verifications,
            RestorePoints points,
            SiteTurns turns,
            VerificationDesk desk,
            BootJob job,
            Seats seats,
            VerificationConfig config,
            QuietHoursConfig hours,
            Clock clock) {
        this.verifications = verifications;
        this.points = points;
        this.turns = turns;
        this.desk = desk;
        this.job = job;
        this.seats = seats;
        this.config = config;
        this.hours = QuietHours.of(hours);
        this.ever = !hours.from().equals(hours.to());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "due-boots";
    }

    @Override
    public Duration every() {
        return config.tick();
    }

    @Override
    public void run() {
        if (!ever) return;
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> {
            // Those that stand in line are no work: what waits for one destination must not hold up the others.
            int room = (int) Math.max(0, config.boots() - (verifications.underWay() - seats.inLine(job.name())));
            if (room == 0) return;
            List<UUID> before = verifications.unbootedBeforeChange(now.minus(Duration.ofDays(1)), room);
            before.forEach(id -> queue(id, Why.BEFORE_CHANGE));
            int left = room - before.size();
            if (left > 0 && hours.at(now)) {
                turns.due(SiteTurns.Kind.BOOT, now, config.bootPeriod(), left).stream()
                        .map(points::newestUsable)
                        .flatMap(Optional::stream)
                        .filter(point -> verifications.underWay(point.id()).isEmpty())
                        .forEach(point -> desk.queue(point, Why.ROTATION, false));
            }
        });
    }

    private void queue(UUID id, Why why) {
        RestorePoint point = points.findById(id);
        if (point != null) desk.queue(point, why, false);
    }
}
