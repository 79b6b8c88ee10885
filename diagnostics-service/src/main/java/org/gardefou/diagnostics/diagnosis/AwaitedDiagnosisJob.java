package org.gardefou.diagnostics.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;

/** Makes an examination that a person or a restore waits for, past those that follow changes. */
@ApplicationScoped
class AwaitedDiagnosisJob implements Job {

    private final DiagnosisJob diagnosis;

    AwaitedDiagnosisJob(DiagnosisJob diagnosis) {
        this.diagnosis = diagnosis;
    }

    @Override
    public String name() {
        return "awaited-diagnosis";
    }

    @Override
    public Lane lane() {
        return Lane.PROMPT;
    }

    @Override
    public void run(String id) throws InterruptedException {
        diagnosis.run(id);
    }
}
