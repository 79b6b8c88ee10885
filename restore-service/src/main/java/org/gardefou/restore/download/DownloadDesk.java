package org.gardefou.restore.download;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.kit.audit.Actor;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** Takes what people ask of downloads, in the transaction of their request. */
@ApplicationScoped
class DownloadDesk {

    private static final Duration DAY = Duration.ofDays(1);

    private final Downloads downloads;
    private final HostedSites sites;
    private final RestorePoints points;
    private final Jobs jobs;
    private final AuditTrail trail;
    private final EntityManager manager;
    private final Caller caller;
    private final DownloadConfig config;
    private final Clock clock;

    DownloadDesk(
            Downloads downloads,
            HostedSites sites,
            RestorePoints points,
            Jobs jobs,
            AuditTrail trail,
            EntityManager manager,
            Caller caller,
            DownloadConfig config,
            Clock clock) {
        this.downloads = downloads;
        this.sites = sites;
        this.points = points;
        this.jobs = jobs;
        this.trail = trail;
        this.manager = manager;
        this.caller = caller;
        this.config = config;
        this.clock = clock;
    }

    Download request(UUID pointId, List<String> paths, @Nullable String database, Format format) {
        RestorePoint point =
                points.findByIdOptional(pointId).orElseThrow(() -> Problems.notFound("restore point", pointId));
        // Held until the end: of two requests at once one comes second.
        HostedSite site = sites.visible(point.site(), caller.visibility())
                .orElseThrow(() -> Problems.notFound("restore point", pointId));
        manager.lock(site, LockModeType.PESSIMISTIC_WRITE);
        requireAllowed(site);
        if (!point.usable()) {
            throw Problems.conflict(
                    "This restore point has expired or is damaged. Ask /restores/v1/advice for those that can be used.");
        }
        if (database != null
                && point.databases().stream().noneMatch(one -> one.name().equals(database))) {
            throw Problems.validation(
                    "/database",
                    "must be one of those that the restore point holds: "
                            + point.databases().stream()
                                    .map(RestorePoint.DumpedSchema::name)
                                    .toList());
        }
        downloads.preparing(site.site()).ifPresent(other -> {
            throw Problems.conflict("The download " + other.id()
                    + " of this site is being prepared. Wait until it is READY, or withdraw it (DELETE /restores/v1/downloads/"
                    + other.id() + ").");
        });
        requireQuota(site.site());
        Download download = new Download(
                Ids.next(),
                new Download.Asked(site.site(), pointId, ChosenPaths.of(paths), database, format),
                Objects.requireNonNull(site.customer()),
                caller.role().group(),
                caller.subject(),
                clock.instant());
        downloads.persistAndFlush(download);
        record("download.request", download, null);
        jobs.submit(DownloadJob.class, download.id().toString());
        return download;
    }

    private void requireQuota(UUID site) {
        if (caller.staff()) return;
        Instant now = clock.instant();
        List<Instant> asked = downloads.askedSince(site, now.minus(DAY));
        if (asked.size() < config.aDay()) return;
        Instant free = asked.get(asked.size() - config.aDay()).plus(DAY);
        throw Problems.tooManyRequests(Duration.between(now, free));
    }

    /** Ends a download; its file is deleted within a minute, and cannot be fetched from now on. */
    void withdraw(Download download, IfMatch ifMatch) {
        manager.refresh(download, LockModeType.PESSIMISTIC_WRITE);
        ifMatch.check(download.version());
        if (download.state() != Download.State.PREPARING && download.state() != Download.State.READY) {
            throw Problems.conflict("The download is " + download.state() + ": there is nothing left to withdraw.");
        }
        Map<String, Object> before = shown(download);
        download.withdrawn();
        record("download.withdraw", download, before);
    }

    /** Whether its site is still whose it was; what was packed for one customer is not another one's. */
    boolean stillTheirs(Download download) {
        HostedSite site = sites.findById(download.site());
        return site != null && !site.removed() && download.customer().equals(site.customer());
    }

    /** Somebody fetches it, for the first time or again. */
    void fetched(Download download) {
        if (!download.fetched(clock.instant())) return;
        trail.recordAs(
                new Actor("whoever has the link", "link", null),
                "download.fetch",
                "download",
                download.id(),
                null,
                shown(download));
    }

    /** A panel speaks for its customer, and may no more than they. */
    private void requireAllowed(HostedSite site) {
        if (!caller.staff() && !site.selfService()) {
            throw Problems.own(
                    "restores/self-service-not-included",
                    403,
                    "The contract does not include self-service restores",
                    "Ask the hoster's support for the files (/support/v1/cases), or change to a plan with self-service restores.");
        }
    }

    private void record(String action, Download download, @Nullable Map<String, Object> before) {
        trail.record(action, "download", download.id(), before, shown(download));
    }

    private static Map<String, Object> shown(Download download) {
        Map<String, Object> shown = new HashMap<>(Map.of(
                "site", download.site(),
                "restorePoint", download.restorePoint(),
                "paths", download.paths(),
                "format", download.format(),
                "state", download.state()));
        if (download.database() != null) shown.put("database", download.database());
        return shown;
    }
}
