package org.gardefou.diagnostics.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gardefou.diagnostics.sitechange.SiteChanges;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/**
 * Finds the looks after a change that were never planned, because the process that took the report in ended first. Reports are not to
 * pay for that with a statement of their own, and what they stored says all that is needed: a change without a later look.
 */
@ApplicationScoped
class ForgottenChanges implements RepeatedJob {

    /** How far back it looks: an outage of the whole service that lasts longer leaves it to the schedule and to requests. */
    private static final Duration BACK = Duration.ofHours(6);

    /** How far back it looks when it has looked before: what another process forgets is found then. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** Longer than the planning takes by itself. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final SiteChanges changes;
    private final Diagnoses diagnoses;
    private final Jobs jobs;
    private final DiagnosisConfig config;
    private final Clock clock;
    private final AtomicBoolean looked = new AtomicBoolean();

    ForgottenChanges(SiteChanges changes, Diagnoses diagnoses, Jobs jobs, DiagnosisConfig config, Clock clock) {
        this.changes = changes;
        this.diagnoses = diagnoses;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forgotten-changes";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    @Transactional
    public void run() {
        Instant now = clock.instant();
        Instant due = now.minus(config.afterChange()).minus(SLACK);
        // Only a run that came to its end has looked.
        Map<UUID, Instant> last = changes.lastStoredSince(now.minus(looked.getAndSet(false) ? AGAIN : BACK));
        last.forEach((site, stored) -> {
            if (stored.isBefore(due) && !diagnoses.anyRequestedSince(site, stored)) plan(site);
        });
        looked.set(true);
    }

    private void plan(UUID site) {
        jobs.submitMissing(AfterChangeJob.class, site.toString());
    }
}
