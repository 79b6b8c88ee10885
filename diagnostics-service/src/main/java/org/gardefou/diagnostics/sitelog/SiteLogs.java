package org.gardefou.diagnostics.sitelog;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.gardefou.access.host.Host;
import org.gardefou.access.log.LogMark;
import org.gardefou.access.log.LogReader;
import org.gardefou.access.log.LogReading;
import org.gardefou.diagnostics.server.Machines;
import org.gardefou.diagnostics.signature.Signatures;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Site.SiteLog;
import org.gardefou.diagnostics.site.Sites;
import org.jspecify.annotations.Nullable;

/** Reads the logs of sites where they lie, on this machine or over SSH. */
@ApplicationScoped
public class SiteLogs {

    /** An entry from before this is no entry of a log that is written today. */
    private static final Duration OLDEST = Duration.ofDays(366);

    /** The zone of a log may be another one than its server's. */
    private static final Duration ZONES = Duration.ofHours(26);

    private final Signatures signatures;
    private final Sites sites;
    private final Machines machines;
    private final Clock clock;

    SiteLogs(Signatures signatures, Sites sites, Machines machines, Clock clock) {
        this.signatures = signatures;
        this.sites = sites;
        this.machines = machines;
        this.clock = clock;
    }

    /** What one reading found. */
    public record Found(LogReading reading, List<LogGroup> groups) {
        public Found {
            groups = List.copyOf(groups);
        }
    }

    /**
     * The machine of a site.
     *
     * @throws IOException when it cannot be reached; the message says what to do
     */
    public Host hostOf(UUID site) throws IOException {
        UUID server = QuarkusTransaction.joiningExisting()
                .call(() -> sites.findByIdOptional(site).map(Site::server).orElse(null));
        if (server == null) throw new IOException("The site is not registered, or no longer.");
        Host host = machines.of(server);
        host.connect();
        return host;
    }

    /**
     * The end of a log, and of its rotated parts.
     *
     * @param root the site's folder
     * @param since what was written before is not wanted
     * @param counts whether an entry of a time is wanted
     * @param most bytes
     */
    public Found recent(Host host, String root, SiteLog log, Instant since, Predicate<Instant> counts, int most) {
        Times times = new Times(clock.instant().minus(OLDEST), clock.instant());
        Grouping grouping = new Grouping(signatures.catalogue(), log.kind(), root, times, counts);
        LogReading reading = reader(host, log, grouping).recent(name(log), since, most);
        return new Found(reading, grouping.groups());
    }

    /**
     * What was written to a log behind a mark.
     *
     * @param mark null for the first reading
     * @param readAt when it was read last
     */
    Found follow(Host host, String root, SiteLog log, @Nullable LogMark mark, @Nullable Instant readAt, int most) {
        Instant earliest = readAt == null ? clock.instant().minus(OLDEST) : readAt.minus(ZONES);
        Grouping grouping =
                new Grouping(signatures.catalogue(), log.kind(), root, new Times(earliest, clock.instant()), _ -> true);
        LogReading reading = reader(host, log, grouping).follow(name(log), mark, most);
        return new Found(reading, grouping.groups());
    }

    private LogReader reader(Host host, SiteLog log, Grouping grouping) {
        String folder = Objects.requireNonNull(Path.of(log.path()).getParent(), log.path())
                .toString();
        return new LogReader(host.files(folder), host.zone(), clock, grouping.suspicion(), grouping);
    }

    private static String name(SiteLog log) {
        return Path.of(log.path()).getFileName().toString();
    }
}
