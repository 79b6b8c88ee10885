package org.gardefou.diagnostics.diagnosis;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.gardefou.diagnostics.sitechange.ChangeReported;
import org.gardefou.kit.job.Jobs;
import org.jboss.logging.Logger;

/**
 * Puts the look after a change off until the site is quiet. It works beside the reports, which are not to wait for it, and takes a site
 * once however many changes come together. What a crash makes it forget, {@link ForgottenChanges} finds.
 */
@ApplicationScoped
class QuietAfterChange {

    private static final Logger LOG = Logger.getLogger(QuietAfterChange.class);

    private final BlockingQueue<UUID> changed = new LinkedBlockingQueue<>();
    private final Jobs jobs;
    private final Clock clock;
    private final QuietTimes quiet;
    private final Thread worker =
            Thread.ofPlatform().name("quiet-after-change").daemon().unstarted(this::run);

    QuietAfterChange(Jobs jobs, DiagnosisConfig config, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
        this.quiet = new QuietTimes(config.afterChange(), config.afterChangeAtMost());
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        worker.interrupt();
    }

    void changed(@Observes ChangeReported change) {
        changed.add(change.site());
    }

    private void run() {
        try {
            while (true) {
                Set<UUID> sites = new HashSet<>();
                sites.add(changed.take());
                changed.drainTo(sites);
                sites.forEach(this::postpone);
                quiet.forgetQuiet(clock.instant());
                // A burst of reports moves the time once a second, not once a report.
                Thread.sleep(1_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void postpone(UUID site) {
        try {
            jobs.postpone(AfterChangeJob.class, site.toString(), quiet.due(site, clock.instant()));
        } catch (RuntimeException e) {
            LOG.warnf("The look at site %s after its change could not be planned: %s", site, e.getMessage());
        }
    }
}
