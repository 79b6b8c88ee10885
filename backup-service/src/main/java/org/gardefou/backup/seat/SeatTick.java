package org.gardefou.backup.seat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.job.RepeatedJob;
import org.jboss.logging.Logger;

/**
 * Looks whether the lines move: where more seats were allowed meanwhile, or a run is gone that somebody deleted by hand. Else seats are given when they
 * are left.
 */
@ApplicationScoped
class SeatTick implements RepeatedJob {

    private static final Logger LOG = Logger.getLogger(SeatTick.class);

    private final SeatRows rows;
    private final Seats seats;
    private final Jobs jobs;

    SeatTick(SeatRows rows, Seats seats, Jobs jobs) {
        this.rows = rows;
        this.seats = seats;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return "destination-seats";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        for (UUID destination : QuarkusTransaction.requiringNew().call(rows::destinations))
            QuarkusTransaction.requiringNew().run(() -> look(destination));
    }

    private void look(UUID destination) {
        rows.lock(destination);
        for (Seat seat : rows.at(destination)) {
            if (seat.seatedAt().isEmpty() && !seat.isCalled() || jobs.pending(seat.job(), seat.run())) continue;
            if (seat.seatedAt().isPresent()) {
                LOG.warnf("The run %s of %s is gone and has left its seat at %s", seat.job(), seat.run(), destination);
                rows.delete(seat);
            } else {
                seat.callAgain();
            }
        }
        rows.flush();
        seats.call(destination);
    }
}
