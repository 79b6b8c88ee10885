package org.gardefou.backup.run;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Takes orders for backups, inside the caller's transaction. */
@ApplicationScoped
public class BackupDesk {

    private final Backups backups;
    private final Sites sites;
    private final Turns turns;
    private final List<OnDemandGate> gates;
    private final RunConfig config;
    private final Clock clock;

    BackupDesk(
            Backups backups, Sites sites, Turns turns, @All List<OnDemandGate> gates, RunConfig config, Clock clock) {
        this.backups = backups;
        this.sites = sites;
        this.turns = turns;
        this.gates = gates;
        this.config = config;
        this.clock = clock;
    }

    /** The run of that id. */
    public Optional<Backup> find(UUID id) {
        return backups.findByIdOptional(id);
    }

    /** Queues a backup of a known site. */
    Backup request(UUID site, Reason reason) {
        return request(sites.findById(site), reason, null, false);
    }

    /**
     * Queues the backup that is due, unless one waits already: then that one serves. One that a customer asked for does not: they may
     * cancel it, and what was promised would not be made.
     */
    public void due(UUID site) {
        if (!backups.promisedWaits(site)) request(site, Reason.scheduled());
    }

    /** The run of a site that was asked for last, however it ended. */
    public Optional<Backup> latest(UUID site) {
        return backups.latest(site);
    }

    /**
     * Queues the backup that somebody asks for, unless one that was asked for waits already: what is asked for now will be in it. So
     * nobody can fill the queue, in however many requests at once.
     *
     * @param counted whether who asks may do so a number of times a day only
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 when the one that waits bears another label, or the storage is used up;
     *     429 when the number is reached
     */
    Backup onDemand(Site site, @Nullable String label, boolean counted) {
        sites.lock(site);
        return backups.queuedOnDemand(site.site())
                .map(waiting -> serving(waiting, label))
                .orElseGet(() -> {
                    if (counted) {
                        demandRoom(site);
                        gates.forEach(gate -> gate.demand(site));
                    }
                    return request(site, Reason.onDemand(), label, counted);
                });
    }

    /** Whether a backup of the site is being made now. Inside a transaction. */
    public boolean atWork(UUID site) {
        return backups.atWork(site);
    }

    private void demandRoom(Site site) {
        Instant now = clock.instant();
        DailyNumber.nextAfter(backups.countedSince(site.site(), now.minus(DailyNumber.DAY)), config.onDemandPerDay())
                .ifPresent(next -> {
                    throw Problems.builder(
                                    ProblemType.TOO_MANY_REQUESTS,
                                    "%d backups of this site were asked for in the last 24 hours, as many as there may be. The next can be asked for at %s; those of the policy go on, and the hoster's support can make one at any time."
                                            .formatted(config.onDemandPerDay(), next.truncatedTo(ChronoUnit.SECONDS)))
                            .withHeader(
                                    "Retry-After",
                                    Math.max(1, Duration.between(now, next).toSeconds() + 1))
                            .build();
                });
    }

    private static Backup serving(Backup waiting, @Nullable String label) {
        if (label != null && !waiting.label().equals(Optional.of(label))) {
            throw Problems.conflict(
                    "The backup %s of this site waits already, under another label. What you ask for will be in it; for a backup under your label, ask again when it has begun."
                            .formatted(waiting.id()));
        }
        return waiting;
    }

    private Backup request(Site site, Reason reason, @Nullable String label, boolean counted) {
        Backup backup = new Backup(Ids.next(), site, reason, label, counted, clock.instant());
        backups.persist(backup);
        backups.flush();
        turns.asked(backup);
        return backup;
    }
}
