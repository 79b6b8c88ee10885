package org.gardefou.restore.staging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.saga.Admission;
import org.gardefou.restore.saga.RestoreRequest;
import org.gardefou.restore.selection.Asked;
import org.gardefou.restore.site.HostedSite;
import org.jspecify.annotations.Nullable;

/** Takes what people ask of copies, in the transaction of their request. */
@ApplicationScoped
class StagingDesk {

    private final StagingCopies copies;
    private final StagingTold told;
    private final StagingConfig config;
    private final Admission admission;
    private final Jobs jobs;
    private final AuditTrail trail;
    private final EntityManager manager;
    private final Caller caller;
    private final Clock clock;

    StagingDesk(
            StagingCopies copies,
            StagingTold told,
            StagingConfig config,
            Admission admission,
            Jobs jobs,
            AuditTrail trail,
            EntityManager manager,
            Caller caller,
            Clock clock) {
        this.copies = copies;
        this.told = told;
        this.config = config;
        this.admission = admission;
        this.jobs = jobs;
        this.trail = trail;
        this.manager = manager;
        this.caller = caller;
        this.clock = clock;
    }

    StagingCopy request(UUID site, UUID restorePoint) {
        Admission.Admitted admitted =
                admission.admit(RestoreRequest.of(site, restorePoint, new Asked(null, null, null, null), true));
        String address = config.address()
                .orElseThrow(
                        () -> Problems.own(
                                "restores/no-staging-address",
                                409,
                                "Copies of sites are not served here",
                                "The hoster has set no address for copies (gardefou.restore.staging.address). Download the restore point instead (/restores/v1/downloads)."));
        HostedSite hosted = admitted.site();
        // Held until the end: of two requests at once one comes second.
        manager.lock(hosted, LockModeType.PESSIMISTIC_WRITE);
        copies.there(site).ifPresent(other -> {
            throw Problems.conflict(
                    "The copy %s of this site is %s, and there is one at a time. Remove it first (DELETE /restores/v1/staging-copies/%s), or wait until it is gone."
                            .formatted(other.id(), other.state(), other.id()));
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        StagingCopy copy = new StagingCopy(
                Ids.next(),
                new StagingCopy.Asked(
                        site,
                        Objects.requireNonNull(hosted.customer()),
                        restorePoint,
                        caller.role().group(),
                        caller.subject()),
                address,
                now,
                now.plus(Duration.ofDays(config.days())));
        copies.persistAndFlush(copy);
        record("staging-copy.request", copy, null);
        jobs.submit(StagingJob.class, copy.id().toString());
        return copy;
    }

    /** Ends a copy, or the making of it. */
    void remove(StagingCopy copy, IfMatch ifMatch) {
        manager.refresh(copy, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(copy.version());
        Map<String, Object> before = audited(copy);
        switch (copy.state()) {
            case PREPARING, READY -> {
                copy.ends(StagingEnd.REMOVED, null, clock.instant());
                told.ended(copy);
            }
            case ABANDONED -> again(copy);
            case REMOVING, REMOVED, FAILED ->
                throw Problems.conflict("The copy is " + copy.state() + ": there is nothing left to ask for.");
        }
        copies.flush();
        record("staging-copy.remove", copy, before);
        jobs.submit(StagingJob.class, copy.id().toString());
    }

    /** Once its server is there again. Of a site one copy alone may be there. */
    private void again(StagingCopy copy) {
        copies.there(copy.site()).ifPresent(other -> {
            throw Problems.conflict("The copy %s of this site is %s: remove that one first, then this one."
                    .formatted(other.id(), other.state()));
        });
        copy.triedAgain(clock.instant());
    }

    private void record(String deed, StagingCopy copy, @Nullable Map<String, Object> before) {
        trail.record(deed, "staging-copy", copy.id(), before, audited(copy));
    }

    private static Map<String, Object> audited(StagingCopy copy) {
        return Map.of(
                "site", copy.site(),
                "restorePoint", copy.restorePoint(),
                "address", copy.address(),
                "state", copy.state());
    }
}
