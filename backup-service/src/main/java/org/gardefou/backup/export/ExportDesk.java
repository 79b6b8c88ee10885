package org.gardefou.backup.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.repository.DerivedKeys;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.run.DailyNumber;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.ResticException;
import org.jboss.logging.Logger;

/**
 * Takes orders for exports. The repository is made while the request waits, so that the customer's password is kept nowhere, not even for a moment; what the
 * copying needs to open it can be derived from the site's own key, and is taken out in the end.
 */
@ApplicationScoped
class ExportDesk {

    private static final Logger LOG = Logger.getLogger(ExportDesk.class);
    private static final Duration SOON = Duration.ofMinutes(10);

    private static final Text NOT_MADE = new Text(
            "La copie n'a pas pu être commencée. Redemandez-la dans une heure ; si cela dure, l'hébergeur lit le journal du service.",
            "The copy could not be begun. Ask for it again in an hour; if that lasts, the hoster reads the service's log.");

    private final Exports exports;
    private final ExportPlace place;
    private final ExportLog log;
    private final RestorePoints points;
    private final Sites sites;
    private final DerivedKeys keys;
    private final AuditTrail audit;
    private final ExportConfig config;
    private final Clock clock;

    ExportDesk(
            Exports exports,
            ExportPlace place,
            ExportLog log,
            RestorePoints points,
            Sites sites,
            DerivedKeys keys,
            AuditTrail audit,
            ExportConfig config,
            Clock clock) {
        this.exports = exports;
        this.place = place;
        this.log = log;
        this.points = points;
        this.sites = sites;
        this.keys = keys;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    /** What the password for the copying is derived for. */
    static String purpose(UUID export) {
        return "export " + export;
    }

    /** What the audit has of an order: not the password. */
    private record Ordered(UUID site, UUID restorePoint) {}

    /**
     * Takes an order; not within a transaction.
     *
     * @param counted whether who asks may do so a number of times a day only
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404, 409, 429 or 503 with what to do
     */
    Export order(UUID restorePoint, RepositoryPassword theirs, Visibility visibility, boolean counted) {
        Export export = QuarkusTransaction.requiringNew().call(() -> enter(restorePoint, visibility, counted));
        UUID id = export.id();
        try {
            String workingKey = place.make(id, theirs, keys.of(export.site(), purpose(id)));
            Optional<Export> queued = log.queued(id, workingKey);
            // Cancelled while it was made: who cleared it away may have come before its last file.
            if (queued.isEmpty()) place.delete(id);
            return queued.orElseThrow(() -> Problems.conflict("The export was cancelled meanwhile."));
        } catch (IOException | ResticException e) {
            LOG.warnf("Export %s of site %s: %s", id, export.site(), e.getMessage());
            log.failed(id, NOT_MADE);
            throw Problems.unavailable("The place for exports", SOON);
        }
    }

    private Export enter(UUID restorePoint, Visibility visibility, boolean counted) {
        RestorePoint point = points.visible(restorePoint, visibility)
                .orElseThrow(() -> Problems.notFound("restore point", restorePoint));
        if (point.state() != RestorePoint.State.AVAILABLE) {
            throw Problems.conflict(
                    "This restore point has expired. List those of the site with state=AVAILABLE, and choose one of them.");
        }
        sites.findByIdOptional(point.site()).ifPresent(sites::lock);
        exports.runningOf(point.site()).ifPresent(one -> {
            throw Problems.conflict(
                    "The export %s of this site is being made: wait for its end, or cancel it with DELETE."
                            .formatted(one.id()));
        });
        if (counted) demandNumber(point.site());
        demandRoom(point);
        Export export = new Export(Ids.next(), point, counted, clock.instant());
        exports.persist(export);
        exports.flush();
        audit.record("export.requested", "export", export.id(), null, new Ordered(point.site(), point.id()));
        return export;
    }

    private void demandNumber(UUID site) {
        Instant now = clock.instant();
        DailyNumber.nextAfter(exports.countedSince(site, now.minus(DailyNumber.DAY)), config.perDay())
                .ifPresent(next -> {
                    throw Problems.builder(
                                    ProblemType.TOO_MANY_REQUESTS,
                                    "%d exports of this site were asked for in the last 24 hours, as many as there may be. The next can be asked for at %s, and the hoster's support can make one at any time."
                                            .formatted(config.perDay(), next.truncatedTo(ChronoUnit.SECONDS)))
                            .withHeader(
                                    "Retry-After",
                                    Math.max(1, Duration.between(now, next).toSeconds() + 1))
                            .build();
                });
    }

    /** By what the point's files and dumps take as they are: compressed they take less. */
    private void demandRoom(RestorePoint point) {
        long free;
        try {
            free = place.free();
        } catch (IOException e) {
            LOG.warnf("The place for exports cannot be used: %s", e.getMessage());
            throw Problems.unavailable("The place for exports", SOON);
        }
        if (exports.reserved() + point.bytes() > config.room() || point.bytes() + config.spare() > free) {
            throw Problems.own(
                    "backups/no-room-for-export",
                    409,
                    "There is no room for this export now",
                    "It may take %d bytes. Remove exports that were fetched with DELETE, try again tomorrow when others have expired, or ask the hoster for more room."
                            .formatted(point.bytes()));
        }
    }

    /** Ends one, inside the caller's transaction. */
    void end(Export export) {
        if (export.state().ended()) return;
        log.end(export, export.state() == State.READY ? State.REMOVED : State.CANCELLED);
    }
}
