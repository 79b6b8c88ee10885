package org.gardefou.backup.panel;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gardefou.kit.job.RepeatedJob;

/** Forgets what panels told when no restore point that is there has it, and it holds no more or its site is gone: it has addresses of people. */
@ApplicationScoped
class PanelSweep implements RepeatedJob {

    private final PanelBook book;

    PanelSweep(PanelBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "panel-settings-sweep";
    }

    /** Restore points go day by day, and so does what only they had. */
    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        QuarkusTransaction.requiringNew().run(book::forgetUnused);
    }
}
