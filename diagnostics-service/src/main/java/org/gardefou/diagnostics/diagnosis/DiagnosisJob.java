package org.gardefou.diagnostics.diagnosis;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.check.CheckResult;
import org.gardefou.diagnostics.check.Examination;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.diagnosis.Judgement.Judged;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.kit.job.Job;

/** Makes one examination. It only looks, so it may be started again after a crash, or when it was interrupted by a stop. */
@ApplicationScoped
class DiagnosisJob implements Job {

    private final DiagnosisLog log;
    private final Examiner examiner;
    private final Clock clock;

    DiagnosisJob(DiagnosisLog log, Examiner examiner, Clock clock) {
        this.log = log;
        this.examiner = examiner;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "diagnosis";
    }

    @Override
    public void run(String id) throws InterruptedException {
        UUID diagnosis = UUID.fromString(id);
        if (!log.start(diagnosis)) return;
        Instant begun = clock.instant();
        Optional<Examination> site = QuarkusTransaction.requiringNew().call(() -> log.examination(diagnosis));
        log.done(diagnosis, begun, site.isPresent() ? look(site.get()) : nothingToLookAt());
    }

    private Verdict look(Examination site) throws InterruptedException {
        return Judgement.of(examiner.examine(site), log.changes(site));
    }

    private static Verdict nothingToLookAt() {
        CheckResult unknown = new CheckResult(
                "site",
                Severity.COULD_NOT_CHECK,
                new Text("Ce site n'est pas ou n'est plus déclaré.", "This site is not registered, or no longer."),
                List.of());
        return Judgement.of(List.of(new Judged(unknown, false)), List.of());
    }
}
