package org.gardefou.backup.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.language.Text;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.progress.Progress;
import org.gardefou.kit.progress.ProgressFeed;

/** Writes down what becomes of exports, and tells it. */
@ApplicationScoped
class ExportLog {

    private final Exports exports;
    private final Outbox outbox;
    private final Jobs jobs;
    private final ProgressFeed feed;
    private final ExportConfig config;
    private final Clock clock;

    ExportLog(Exports exports, Outbox outbox, Jobs jobs, ProgressFeed feed, ExportConfig config, Clock clock) {
        this.exports = exports;
        this.outbox = outbox;
        this.jobs = jobs;
        this.feed = feed;
        this.config = config;
        this.clock = clock;
    }

    /** What is to be copied. */
    record Start(
            UUID export,
            UUID site,
            UUID restorePoint,
            String snapshot,
            long pointBytes,
            String workingKey,
            boolean last) {}

    /** The data of {@code export.ready}. */
    record Ready(UUID export, UUID site, UUID customer, UUID restorePoint, long bytes, Instant expiresAt, Instant at) {}

    /** The data of {@code export.failed}. */
    record Failed(UUID export, UUID site, UUID customer, UUID restorePoint, Text text, Instant at) {}

    /** The data of {@code export.expired}. */
    record Gone(UUID export, UUID site, UUID customer, State why, Instant at) {}

    /** The repository is there; empty where it is wanted no more. */
    Optional<Export> queued(UUID id, String workingKey) {
        return QuarkusTransaction.requiringNew().call(() -> exports.locked(id)
                .filter(one -> one.state() == State.PREPARING)
                .map(one -> {
                    one.queued(workingKey);
                    jobs.submit(ExportJob.class, id.toString());
                    return one;
                }));
    }

    /** The site of one that is to be copied, inside a transaction; empty where there is nothing to copy. */
    Optional<UUID> toCopy(UUID id) {
        return exports.findByIdOptional(id)
                .filter(one -> one.state() == State.QUEUED || one.state() == State.COPYING)
                .map(Export::site);
    }

    /** Takes it up; empty when there is nothing to copy. */
    Optional<Start> start(UUID id) {
        Optional<Start> start = QuarkusTransaction.requiringNew().call(() -> exports.locked(id)
                .filter(one -> one.state() == State.QUEUED || one.state() == State.COPYING)
                .map(one -> {
                    one.start();
                    return new Start(
                            id,
                            one.site(),
                            one.restorePoint(),
                            one.snapshot(),
                            one.pointBytes(),
                            one.workingKey().orElseThrow(),
                            one.tries() >= config.tries());
                }));
        start.ifPresent(_ -> feed.report(id, Progress.at(State.COPYING.name(), clock.instant())));
        return start;
    }

    /** Whether it is still wanted. */
    boolean wanted(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> exports.findByIdOptional(id).filter(one -> one.state() == State.COPYING))
                .isPresent();
    }

    void again(UUID id) {
        back(id, Export::again);
    }

    void waiting(UUID id) {
        back(id, Export::waiting);
    }

    private void back(UUID id, Consumer<Export> how) {
        QuarkusTransaction.requiringNew().run(() -> exports.locked(id)
                .filter(one -> one.state() == State.COPYING)
                .ifPresent(how));
        feed.report(id, Progress.at(State.QUEUED.name(), clock.instant()));
    }

    /** It can be fetched; not where it was ended meanwhile. */
    void ready(UUID id, long bytes, Instant now) {
        QuarkusTransaction.requiringNew().run(() -> exports.locked(id)
                .filter(one -> one.state() == State.COPYING)
                .ifPresent(one -> {
                    Instant until = now.plus(config.kept());
                    one.ready(bytes, now, until);
                    tell(
                            "export.ready",
                            one,
                            new Ready(id, one.site(), one.customer(), one.restorePoint(), bytes, until, now));
                }));
        over(id);
    }

    void failed(UUID id, Text why) {
        QuarkusTransaction.requiringNew().run(() -> exports.locked(id)
                .filter(one -> one.state().running())
                .ifPresent(one -> {
                    Instant now = clock.instant();
                    one.failed(why, now);
                    tell(
                            "export.failed",
                            one,
                            new Failed(id, one.site(), one.customer(), one.restorePoint(), why, now));
                }));
        over(id);
    }

    /** Ends one that is there or on its way, inside the caller's transaction; what lies there is deleted in a moment. */
    void end(Export export, State why) {
        boolean there = export.state() == State.READY;
        Instant now = clock.instant();
        export.end(why, now);
        if (there) tell("export.expired", export, new Gone(export.id(), export.site(), export.customer(), why, now));
        jobs.submit(ExportJob.class, export.id().toString());
    }

    void cleared(UUID id) {
        QuarkusTransaction.requiringNew().run(() -> exports.locked(id).ifPresent(Export::cleared));
        over(id);
    }

    /** Whoever listens hears the end. */
    private void over(UUID id) {
        QuarkusTransaction.requiringNew()
                .call(() -> exports.findByIdOptional(id))
                .filter(one -> !one.state().running())
                .ifPresent(one -> feed.report(id, Progress.finished(one.state().name(), clock.instant())));
    }

    private void tell(String type, Export export, Object data) {
        outbox.add(Event.of("gardefou.backups", type, export.site(), data));
    }
}
