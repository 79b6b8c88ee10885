package org.gardefou.diagnostics.quarantine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.site.SitePlaced;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.Lane;

/** Looks through the quarantine for reports about a site that was registered or moved. */
@ApplicationScoped
class PlacingJob implements Job {

    /** A report that was on its way while the site was registered did not see it; by then it is among those held. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final int PAGE = 100;
    private static final UUID FIRST_OF_ALL = new UUID(0, 0);

    private final QuarantineDesk desk;
    private final Jobs jobs;
    private final Clock clock;

    PlacingJob(QuarantineDesk desk, Jobs jobs, Clock clock) {
        this.desk = desk;
        this.jobs = jobs;
        this.clock = clock;
    }

    void siteIsThere(@Observes SitePlaced placed) {
        jobs.postpone(
                PlacingJob.class, placed.site().toString(), clock.instant().plus(SOON));
    }

    @Override
    public String name() {
        return "quarantine-placing";
    }

    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public void run(String site) {
        Optional<UUID> behind = Optional.of(FIRST_OF_ALL);
        while (behind.isPresent()) behind = desk.placeSome(UUID.fromString(site), behind.get(), PAGE);
    }
}
