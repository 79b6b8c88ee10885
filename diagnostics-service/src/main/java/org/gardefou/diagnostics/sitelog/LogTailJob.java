package org.gardefou.diagnostics.sitelog;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.gardefou.access.host.Host;
import org.gardefou.access.log.LogReading;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Site.SiteLog;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.diagnostics.sitelog.SiteLogs.Found;
import org.gardefou.kit.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * Reads the logs of a site on. What was found is counted in the transaction that moves the mark on, so that a process that dies in between
 * counts nothing twice.
 */
@ApplicationScoped
class LogTailJob implements Job {

    private final Sites sites;
    private final SiteLogs logs;
    private final LogTails tails;
    private final LogOccurrences occurrences;
    private final LogConfig config;
    private final Clock clock;

    LogTailJob(Sites sites, SiteLogs logs, LogTails tails, LogOccurrences occurrences, LogConfig config, Clock clock) {
        this.sites = sites;
        this.logs = logs;
        this.tails = tails;
        this.occurrences = occurrences;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "log-tail";
    }

    /** A diagnosis that somebody waits for reads by itself. */
    @Override
    public int priority() {
        return LAST;
    }

    @Override
    public void run(String id) throws InterruptedException {
        UUID site = UUID.fromString(id);
        Site known = QuarkusTransaction.requiringNew().call(() -> sites.findById(site));
        if (known == null) return;
        List<LogTail> all = QuarkusTransaction.requiringNew().call(() -> tails.of(known));
        Host host;
        try {
            host = logs.hostOf(site);
        } catch (IOException e) {
            all.forEach(tail -> notRead(tail, String.valueOf(e.getMessage())));
            return;
        }
        for (LogTail tail : all) {
            if (Thread.interrupted()) throw new InterruptedException();
            read(known, host, tail);
        }
    }

    private void read(Site site, Host host, LogTail tail) {
        Instant now = clock.instant();
        Found found = logs.follow(
                host,
                site.place().root(),
                new SiteLog(tail.kind(), tail.path()),
                tail.mark(),
                tail.readAt(),
                config.most());
        switch (found.reading()) {
            case LogReading.Read read ->
                QuarkusTransaction.requiringNew().run(() -> keep(site, tail, read, found, now));
            case LogReading.Unreadable cannot -> notRead(tail, cannot.detail());
        }
    }

    private void keep(Site site, LogTail before, LogReading.Read read, Found found, Instant now) {
        @Nullable LogTail tail = tails.locked(before.id()).orElse(null);
        // Somebody else has read on meanwhile, or it is a log of the site no longer: then this reading counts nothing.
        if (tail == null || !Objects.equals(tail.mark(), before.mark())) return;
        occurrences.add(site, null, found.groups());
        tail.read(read, now);
    }

    private void notRead(LogTail tail, String why) {
        QuarkusTransaction.requiringNew().run(() -> tails.locked(tail.id()).ifPresent(one -> one.notRead(why)));
    }
}
