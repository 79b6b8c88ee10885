package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.diagnostics.attribution.Change;
import org.gardefou.diagnostics.check.Examination;
import org.gardefou.diagnostics.server.Servers;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.diagnostics.sitechange.SiteChange;
import org.gardefou.diagnostics.sitechange.SiteChanges;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;
import org.jspecify.annotations.Nullable;

/** Brings together what an examination needs, writes down what becomes of it, and tells it. */
@ApplicationScoped
class DiagnosisLog {

    private static final String TOPIC = "gardefou.diagnoses";
    private static final Duration CHANGES_BACK = Duration.ofHours(24);

    /** Enough that one of them being broken by its own customer does not matter, few enough to ask while a page is waited for. */
    private static final int MOST_NEIGHBOURS = 3;

    private final Diagnoses diagnoses;
    private final Sites sites;
    private final Servers servers;
    private final SiteChanges siteChanges;
    private final KnownTables tables;
    private final SiteRestores restores;
    private final DiagnosisDesk desk;
    private final Outbox outbox;
    private final ProgressFeed feed;
    private final Host host;
    private final Clock clock;

    DiagnosisLog(
            Diagnoses diagnoses,
            Sites sites,
            Servers servers,
            SiteChanges siteChanges,
            KnownTables tables,
            SiteRestores restores,
            DiagnosisDesk desk,
            Outbox outbox,
            ProgressFeed feed,
            DiagnosisConfig config,
            Clock clock)
            throws IOException {
        this.diagnoses = diagnoses;
        this.sites = sites;
        this.servers = servers;
        this.siteChanges = siteChanges;
        this.tables = tables;
        this.restores = restores;
        this.desk = desk;
        this.outbox = outbox;
        this.feed = feed;
        this.host = new LocalHost(config.scratch());
        this.clock = clock;
    }

    /** The data of {@code site.diagnosed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Diagnosed(
            UUID diagnosis,
            UUID site,
            @Nullable UUID customer,
            DiagnosisReason reason,
            @JsonUnwrapped Verdict verdict,
            Instant at) {}

    /** The data of {@code site.down} and {@code site.up}. */
    record Turned(UUID site, UUID diagnosis, Instant at) {}

    /** Takes the examination up; false when it has ended before. */
    boolean start(UUID id) {
        boolean begun = QuarkusTransaction.requiringNew().call(() -> {
            Diagnosis diagnosis = diagnoses.findById(id);
            if (diagnosis == null || diagnosis.state() == Diagnosis.State.DONE) return false;
            diagnosis.start();
            return true;
        });
        if (begun) feed.report(id, Progress.at(Diagnosis.State.RUNNING.name(), clock.instant()));
        return begun;
    }

    /** The site under examination; empty when it is not known. Inside a transaction. */
    Optional<Examination> examination(UUID id) {
        Diagnosis diagnosis = diagnoses.findById(id);
        @Nullable Site site = sites.findById(diagnosis.site());
        if (site == null) return Optional.empty();
        Path root = Path.of(site.place().root());
        return Optional.of(new Examination(
                site.id(),
                site.place(),
                host,
                host.files(root.toString()),
                root.relativize(Path.of(site.place().documentRoot())).toString(),
                diagnosis.logsSince(),
                restores.over(diagnosis).orElse(null),
                clock.instant(),
                servers.mariaDbAddresses(site.server(), site.place().databaseServers()),
                tables.of(site.id()),
                sites.neighbours(site, MOST_NEIGHBOURS),
                false,
                servers.isElsewhere(site.server())));
    }

    /** The changes of the last day. */
    List<Change> changes(Examination site) {
        return siteChanges.since(site.site(), site.now().minus(CHANGES_BACK)).stream()
                .map(DiagnosisLog::change)
                .toList();
    }

    private static Change change(SiteChange change) {
        return new Change(
                change.id(),
                change.type(),
                change.actor().kind(),
                change.object().kind(),
                change.object().name(),
                change.object().path(),
                change.happenedAt());
    }

    /** @param begun when the look began */
    void done(UUID id, Instant begun, Verdict verdict) {
        QuarkusTransaction.requiringNew().run(() -> {
            Diagnosis diagnosis = diagnoses.findById(id);
            if (diagnosis.state() == Diagnosis.State.DONE) return;
            // Two looks that end at the same moment would both find the site as it was before, and both tell of its
            // turn.
            desk.hold(diagnosis.site());
            Instant now = clock.instant();
            Optional<Health> before = diagnoses.lastThatKnew(diagnosis.site()).flatMap(Diagnosis::health);
            Optional<SiteRestores.OfSite> restore = restores.met(diagnosis, begun, now);
            restore.ifPresent(met -> diagnosis.during(met.restore()));
            diagnosis.done(verdict, now);
            if (verdict.health().isBroken()
                    && restore.filter(SiteRestores.OfSite::hasEnded).isPresent()) {
                desk.recheck(diagnosis.site());
            }
            tell(
                    "site.diagnosed",
                    diagnosis,
                    new Diagnosed(
                            id, diagnosis.site(), diagnosis.customer().orElse(null), diagnosis.reason(), verdict, now));
            turn(diagnosis, before.orElse(Health.HEALTHY), verdict.health(), now);
        });
        feed.report(id, Progress.finished(Diagnosis.State.DONE.name(), clock.instant()));
    }

    private void turn(Diagnosis diagnosis, Health before, Health after, Instant now) {
        if (after == Health.UNKNOWN || down(before) == down(after)) return;
        tell(down(after) ? "site.down" : "site.up", diagnosis, new Turned(diagnosis.site(), diagnosis.id(), now));
    }

    private static boolean down(Health health) {
        return health == Health.DOWN;
    }

    private void tell(String type, Diagnosis diagnosis, Object data) {
        outbox.add(Event.of(TOPIC, type, diagnosis.site(), data));
    }
}
