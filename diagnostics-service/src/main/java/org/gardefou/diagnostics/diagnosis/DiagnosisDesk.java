package org.gardefou.diagnostics.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.diagnostics.monitor.SiteTurned;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.jspecify.annotations.Nullable;

/** Takes orders for examinations, inside the caller's transaction. */
@ApplicationScoped
class DiagnosisDesk {

    /** Lines that were written while the healthy look was on its way belong to what follows. */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    private final Diagnoses diagnoses;
    private final Sites sites;
    private final Jobs jobs;
    private final DiagnosisConfig config;
    private final Clock clock;

    DiagnosisDesk(Diagnoses diagnoses, Sites sites, Jobs jobs, DiagnosisConfig config, Clock clock) {
        this.diagnoses = diagnoses;
        this.sites = sites;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /** A look after a change; none when the site has gone meanwhile. */
    void requestAfterChange(UUID siteId) {
        if (sites.findByIdOptional(siteId).isPresent()) request(siteId, DiagnosisReason.afterChange());
    }

    /** Another look, because the one before fell into a restore; none when the site has gone meanwhile. */
    void recheck(UUID siteId) {
        if (sites.findByIdOptional(siteId).isPresent()) request(siteId, DiagnosisReason.recheck());
    }

    /** A look because a monitor saw the site turn; it is this look that tells whether the site is down or up. */
    void turned(@Observes SiteTurned turn) {
        request(turn.site(), DiagnosisReason.monitored());
    }

    /** Lets what goes by the last looks at a site happen one after the other, to the end of the transaction. */
    void hold(UUID siteId) {
        sites.findByIdOptional(siteId, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * The look that somebody asks for; one that was asked for and has not begun serves as well, so that nobody can fill the queue, in
     * however many requests at once.
     */
    Diagnosis onRequest(UUID siteId) {
        hold(siteId);
        return diagnoses.queuedOnRequest(siteId).orElseGet(() -> request(siteId, DiagnosisReason.requested()));
    }

    private Diagnosis request(UUID siteId, DiagnosisReason reason) {
        return request(siteId, reason, logsSince(siteId));
    }

    /** @param logsSince what was written before is history: at a restore, the moment of the switch */
    Diagnosis request(UUID siteId, DiagnosisReason reason, Instant logsSince) {
        @Nullable Site site = sites.findById(siteId);
        Diagnosis diagnosis = new Diagnosis(
                Ids.next(), siteId, site == null ? null : site.customer(), reason, logsSince, clock.instant());
        diagnoses.persist(diagnosis);
        diagnoses.flush();
        jobs.submit(reason.job(), diagnosis.id().toString());
        return diagnosis;
    }

    private Instant logsSince(UUID site) {
        Instant longest = clock.instant().minus(config.logsBack());
        return diagnoses
                .last(site, Health.HEALTHY)
                .map(healthy -> healthy.requestedAt().minus(OVERLAP))
                .filter(longest::isBefore)
                .orElse(longest);
    }
}
