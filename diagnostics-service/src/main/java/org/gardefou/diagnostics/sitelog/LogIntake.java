package org.gardefou.diagnostics.sitelog;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.gardefou.access.log.LogScan;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Reads logs that are handed in, as they come. */
@ApplicationScoped
class LogIntake {

    /** Somebody may hand in an old log. */
    private static final Duration OLDEST = Duration.ofDays(10 * 366);

    private final Signatures signatures;
    private final LogUploads uploads;
    private final LogOccurrences occurrences;
    private final LogConfig config;
    private final Clock clock;

    /** Reading a log takes a processor for as long as it goes on; requests that come meanwhile need one too. */
    private final Semaphore places = new Semaphore(2);

    LogIntake(Signatures signatures, LogUploads uploads, LogOccurrences occurrences, LogConfig config, Clock clock) {
        this.signatures = signatures;
        this.uploads = uploads;
        this.occurrences = occurrences;
        this.config = config;
        this.clock = clock;
    }

    HandedIn begin(InputStream body) throws IOException {
        return HandedIn.of(body, config.mostUnpacked());
    }

    LogUploadResource.View read(Site site, @Nullable LogKind kind, ZoneId zone, HandedIn log) throws IOException {
        if (!places.tryAcquire()) throw Problems.unavailable("The reading of logs", Duration.ofSeconds(30));
        try {
            return readAlone(site, kind, zone, log);
        } finally {
            places.release();
        }
    }

    private LogUploadResource.View readAlone(Site site, @Nullable LogKind kind, ZoneId zone, HandedIn log)
            throws IOException {
        Instant now = clock.instant();
        Times times = new Times(now.minus(OLDEST), now);
        Grouping grouping =
                new Grouping(signatures.catalogue(), kind, site.place().root(), times, _ -> true);
        long bytes = new LogScan(zone, clock, grouping.suspicion(), grouping).scan(log, false, true);
        List<LogGroup> groups = grouping.groups();
        UUID id = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            uploads.persist(new LogUpload(id, site.id(), site.customer(), now, bytes));
            uploads.flush();
            occurrences.add(site, id, groups);
            uploads.keepLatest(site.id());
        });
        return new LogUploadResource.View(id, site.id(), now, bytes, groups.size());
    }
}
