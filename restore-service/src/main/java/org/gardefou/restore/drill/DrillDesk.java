package org.gardefou.restore.drill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** Takes orders for drills, in the caller's transaction. */
@ApplicationScoped
class DrillDesk {

    private static final Duration MONTH = Duration.ofDays(30);

    private final Drills drills;
    private final HostedSites sites;
    private final Jobs jobs;
    private final AuditTrail trail;
    private final EntityManager manager;
    private final Caller caller;
    private final DrillConfig config;
    private final Clock clock;

    DrillDesk(
            Drills drills,
            HostedSites sites,
            Jobs jobs,
            AuditTrail trail,
            EntityManager manager,
            Caller caller,
            DrillConfig config,
            Clock clock) {
        this.drills = drills;
        this.sites = sites;
        this.jobs = jobs;
        this.trail = trail;
        this.manager = manager;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    /** Queues one, unless one waits or is at work: then that is the answer. */
    Drill onDemand(UUID id) {
        // Held until the end: of two requests at once one comes second.
        HostedSite site = sites.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("site", id));
        manager.lock(site, LockModeType.PESSIMISTIC_WRITE);
        requireAllowed(site);
        return drills.underWay(id).orElseGet(() -> {
            if (!caller.staff()) requireRoom(id);
            Drill drill = new Drill(id, Objects.requireNonNull(site.customer()), site.plan(), clock.instant());
            drill.askedFor(caller.role().group(), caller.subject(), !caller.staff());
            queue(drill);
            record("drill.request", drill, null);
            return drill;
        });
    }

    /** Queues the one of a site whose turn it is. */
    void byTurn(UUID id) {
        HostedSite site = sites.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (site == null || site.customer() == null || drills.underWay(id).isPresent()) return;
        queue(new Drill(id, site.customer(), site.plan(), clock.instant()));
    }

    private void queue(Drill drill) {
        drills.persistAndFlush(drill);
        jobs.submit(DrillJob.class, drill.id().toString());
    }

    void cancel(Drill drill, IfMatch ifMatch) {
        requireAllowed(sites.visible(drill.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("drill", drill.id())));
        manager.refresh(drill, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(drill.version());
        if (drill.state().ended()) {
            throw Problems.conflict("The drill is " + drill.state() + ": there is nothing left to call off.");
        }
        Map<String, Object> before = shown(drill);
        drill.wantCancel();
        // One that waits or stands back is at work nowhere: its run finds it ended.
        if (drill.state() == Drill.State.QUEUED) drill.end(Ended.cancelled(), Map.of(), clock.instant());
        drills.flush();
        record("drill.cancel", drill, before);
    }

    /** A panel speaks for its customer, and may no more than they. */
    private void requireAllowed(HostedSite site) {
        if (!caller.staff() && !site.selfService()) {
            throw Problems.own(
                    "restores/self-service-not-included",
                    403,
                    "The contract does not include self-service restores",
                    "The hoster tries the site's restore points in turn (/restores/v1/drills); for another drill ask the hoster's support (/support/v1/cases), or change to a plan with self-service restores.");
        }
    }

    private void requireRoom(UUID site) {
        Instant now = clock.instant();
        if (config.onDemand() <= 0) {
            throw Problems.conflict(
                    "The hoster makes drills in turn only: read them at /restores/v1/drills, or ask the hoster's support for one.");
        }
        List<Instant> asked = drills.countedSince(site, now.minus(MONTH));
        if (asked.size() < config.onDemand()) return;
        throw Problems.tooManyRequests(Duration.between(
                now, asked.get(asked.size() - config.onDemand()).plus(MONTH)));
    }

    private void record(String action, Drill drill, @Nullable Map<String, Object> before) {
        trail.record(action, "drill", drill.id(), before, shown(drill));
    }

    private static Map<String, Object> shown(Drill drill) {
        return Map.of("site", drill.site(), "state", drill.state(), "cancelWanted", drill.cancelWanted());
    }
}
