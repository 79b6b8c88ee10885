package org.gardefou.restore.saga;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** Takes what people ask of restores, in the transaction of their request. */
@ApplicationScoped
public class RestoreDesk {

    private static final Text BY_HAND = new Text(
            "La restauration a été défaite à la demande ; l'état d'avant est revenu.",
            "The restore was undone on request; the state before it is back.");

    private final Restores restores;
    private final HostedSites sites;
    private final Admission admission;
    private final RestoreTold told;
    private final Jobs jobs;
    private final AuditTrail trail;
    private final EntityManager manager;
    private final Caller caller;
    private final Clock clock;

    RestoreDesk(
            Restores restores,
            HostedSites sites,
            Admission admission,
            RestoreTold told,
            Jobs jobs,
            AuditTrail trail,
            EntityManager manager,
            Caller caller,
            Clock clock) {
        this.restores = restores;
        this.sites = sites;
        this.admission = admission;
        this.told = told;
        this.jobs = jobs;
        this.trail = trail;
        this.manager = manager;
        this.caller = caller;
        this.clock = clock;
    }

    Restore request(RestoreRequest request) {
        Admission.Admitted admitted = admission.admit(request);
        if (!caller.staff() && !Boolean.TRUE.equals(request.confirm()) && admitted.containsBreakage()) {
            throw Problems.conflict(
                    "This restore point was taken while the site was broken. Choose the one that /restores/v1/advice recommends, or send \"confirm\": true.");
        }
        return begin(request, admitted);
    }

    /** Begins what support has prepared, in the name of the caller, who was shown what it changes and has confirmed it. */
    public Restore requestPrepared(RestoreRequest request) {
        return begin(request, admission.admitPrepared(request));
    }

    private Restore begin(RestoreRequest request, Admission.Admitted admitted) {
        HostedSite site = admitted.site();
        RestorePoint point = admitted.point();
        restores.running(site.site()).ifPresent(RestoreDesk::alreadyRunning);
        Restore restore = new Restore(
                Ids.next(),
                new Restore.Request(
                        site.site(),
                        Objects.requireNonNull(site.customer()),
                        point.id(),
                        caller.role().group(),
                        caller.subject(),
                        Boolean.TRUE.equals(request.withoutSafetyBackup()),
                        admitted.selection(),
                        admitted.keeping(),
                        admitted.elsewhere()),
                clock.instant());
        restores.persistAndFlush(restore);
        told.requested(restore);
        record("restore.request", restore, null);
        jobs.submit(RestoreJob.class, restore.id().toString());
        return restore;
    }

    void cancel(Restore restore, IfMatch ifMatch) {
        manager.refresh(restore, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(restore.version());
        Map<String, Object> before = shown(restore);
        if (!restore.state().cancellable()) {
            throw Problems.conflict("The restore is " + restore.state()
                    + ": only until the switch can it be called off. When it is COMPLETED it can be rolled back.");
        }
        restore.wantCancel(clock.instant());
        record("restore.cancel", restore, before);
        jobs.submit(RestoreJob.class, restore.id().toString());
    }

    void rollBack(Restore restore, IfMatch ifMatch) {
        admission.requireAllowed(sites.visible(restore.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("site", restore.site())));
        manager.refresh(restore, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(restore.version());
        Map<String, Object> before = shown(restore);
        if (!restore.retained(clock.instant())) {
            throw Problems.conflict("The restore is " + restore.state()
                    + (restore.state() == RestoreState.COMPLETED
                            ? " and the state before it is no longer kept: restore its safetyRestorePoint instead."
                            : ": only a COMPLETED one can be rolled back."));
        }
        restores.standingAfter(restore).ifPresent(later -> {
            throw Problems.conflict(
                    "The site was restored again since: roll back " + later.id() + " first, then this one.");
        });
        restores.running(restore.site()).ifPresent(RestoreDesk::alreadyRunning);
        restore.rollBack(
                new Trouble(RestoreState.COMPLETED, FailureCode.ROLLED_BACK_BY_HAND, BY_HAND), clock.instant());
        restores.flush();
        record("restore.rollback", restore, before);
        jobs.submit(RestoreJob.class, restore.id().toString());
    }

    private static void alreadyRunning(Restore other) {
        throw Problems.conflict("The restore " + other.id() + " of this site is " + other.state()
                + ". Wait until it has ended, or call it off (/restores/v1/restores/" + other.id() + "/cancel).");
    }

    private void record(String action, Restore restore, @Nullable Map<String, Object> before) {
        trail.record(action, "restore", restore.id(), before, shown(restore));
    }

    private static Map<String, Object> shown(Restore restore) {
        return Map.of(
                "site", restore.site(),
                "restorePoint", restore.restorePoint(),
                "state", restore.state(),
                "cancelWanted", restore.cancelWanted());
    }
}
