package org.gardefou.diagnostics.diagnosis;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;
import org.gardefou.diagnostics.sitechange.SiteQuiet;
import org.gardefou.kit.job.Job;

/** Looks at a site once it has been quiet for a while after a change. */
@ApplicationScoped
class AfterChangeJob implements Job {

    private final DiagnosisDesk desk;
    private final Event<SiteQuiet> quiet;

    AfterChangeJob(DiagnosisDesk desk, Event<SiteQuiet> quiet) {
        this.desk = desk;
        this.quiet = quiet;
    }

    @Override
    public String name() {
        return "diagnosis-after-change";
    }

    @Override
    public void run(String site) {
        QuarkusTransaction.requiringNew().run(() -> {
            desk.requestAfterChange(UUID.fromString(site));
            quiet.fire(new SiteQuiet(UUID.fromString(site)));
        });
    }
}
