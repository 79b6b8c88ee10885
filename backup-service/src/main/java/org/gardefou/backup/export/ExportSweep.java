package org.gardefou.backup.export;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.PointsErased;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;

/** Ends exports whose time is over, whose making broke off, and those of a site that is erased; deletes what ended ones left. */
@ApplicationScoped
class ExportSweep implements RepeatedJob {

    /** To make a repository takes seconds. */
    private static final Duration STUCK = Duration.ofMinutes(10);

    private static final Text BROKE_OFF = new Text(
            "Le service a été arrêté pendant la préparation. Redemandez la copie.",
            "The service was stopped while it was being prepared. Ask for the copy again.");

    private final Exports exports;
    private final ExportLinks links;
    private final ExportLog log;
    private final ExportPlace place;
    private final Jobs jobs;
    private final Clock clock;

    ExportSweep(Exports exports, ExportLinks links, ExportLog log, ExportPlace place, Jobs jobs, Clock clock) {
        this.exports = exports;
        this.links = links;
        this.log = log;
        this.place = place;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "export-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> exports.expired(now).forEach(one -> log.end(one, State.EXPIRED)));
        List<Export> stuck = QuarkusTransaction.requiringNew().call(() -> exports.stuckSince(now.minus(STUCK)));
        stuck.forEach(one -> log.failed(one.id(), BROKE_OFF));
        QuarkusTransaction.requiringNew().run(() -> {
            exports.toClear()
                    .forEach(one -> jobs.submitMissing(ExportJob.class, one.id().toString()));
            links.forgetOlderThan(now);
        });
    }

    /** In the transaction of the certificate: what it cannot delete keeps the erasure from its end. */
    void erased(@Observes PointsErased news) {
        for (Export export : exports.livingOf(news.site())) {
            try {
                place.delete(export.id());
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The export " + export.id() + " of the erased site cannot be deleted", e);
            }
            log.end(export, State.ERASED);
        }
    }
}
