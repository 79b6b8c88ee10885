package org.gardefou.backup.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.run.DailyNumber;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.verification.Verification.Why;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

/** Takes orders for verifications, inside the caller's transaction. */
@ApplicationScoped
class VerificationDesk {

    private final Verifications verifications;
    private final Sites sites;
    private final Jobs jobs;
    private final VerificationConfig config;
    private final Clock clock;

    VerificationDesk(Verifications verifications, Sites sites, Jobs jobs, VerificationConfig config, Clock clock) {
        this.verifications = verifications;
        this.sites = sites;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Queues a boot of a point, unless one waits or is at work: then that is the answer.
     *
     * @param counted whether who asks may do so a number of times a day only
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when its time is over, 429 when the number is reached
     */
    Verification onDemand(RestorePoint point, boolean counted) {
        if (point.state() != RestorePoint.State.AVAILABLE) {
            throw Problems.conflict("The restore point %s has expired: verify a newer one.".formatted(point.id()));
        }
        // One at a time decides about a site.
        sites.findById(point.site(), LockModeType.PESSIMISTIC_WRITE);
        return verifications.underWay(point.id()).orElseGet(() -> {
            if (counted) demandRoom(point);
            return queue(point, Why.ON_DEMAND, counted);
        });
    }

    Verification queue(RestorePoint point, Why why, boolean counted) {
        Verification verification = new Verification(point, Step.BOOTED, why, counted, clock.instant());
        verifications.persist(verification);
        verifications.flush();
        jobs.submit(BootJob.class, verification.id().toString());
        return verification;
    }

    private void demandRoom(RestorePoint point) {
        Instant now = clock.instant();
        DailyNumber.nextAfter(
                        verifications.countedSince(point.site(), now.minus(DailyNumber.DAY)), config.onDemandPerDay())
                .ifPresent(next -> {
                    throw Problems.builder(
                                    ProblemType.TOO_MANY_REQUESTS,
                                    "%d verifications of this site were asked for in the last 24 hours, as many as there may be. The next can be asked for at %s; those of the rotation go on, and the hoster's support can make one at any time."
                                            .formatted(config.onDemandPerDay(), next.truncatedTo(ChronoUnit.SECONDS)))
                            .withHeader(
                                    "Retry-After",
                                    Math.max(1, Duration.between(now, next).toSeconds() + 1))
                            .build();
                });
    }
}
