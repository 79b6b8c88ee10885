package org.gardefou.diagnostics.exposure;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.gardefou.kit.job.Job;
import org.gardefou.kit.job.Lane;

/** Looks through the sites that a new feed is about, each by itself: nobody waits for the others, and a run that was broken off begins again. */
@ApplicationScoped
class ExposureJob implements Job {

    private final Exposures exposures;
    private final ExposureDesk desk;

    ExposureJob(Exposures exposures, ExposureDesk desk) {
        this.exposures = exposures;
        this.desk = desk;
    }

    @Override
    public String name() {
        return "exposures-of-feed";
    }

    /** Nobody waits for it as for a diagnosis. */
    @Override
    public Lane lane() {
        return Lane.BACKGROUND;
    }

    @Override
    public void run(String feed) {
        for (UUID site : exposures.concernedBy(feed))
            QuarkusTransaction.requiringNew().run(() -> desk.evaluate(site));
    }
}
