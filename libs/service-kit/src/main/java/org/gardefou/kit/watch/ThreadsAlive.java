package org.gardefou.kit.watch;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Liveness: the threads that read and write the bus still take their turns. A broker or a database that is away does not count: the
 * threads go on trying, and a restart would not help.
 */
@Liveness
@ApplicationScoped
class ThreadsAlive implements HealthCheck {

    private final List<Watched> watched;

    ThreadsAlive(@All List<Watched> watched) {
        this.watched = watched;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("bus-threads");
        boolean allAlive = true;
        for (Watched one : watched) {
            Pulse pulse = one.pulse();
            boolean alive = pulse.alive();
            allAlive &= alive;
            answer.withData(
                    pulse.name(),
                    alive
                            ? "runs"
                            : "has not moved for %d s"
                                    .formatted(pulse.sinceLast().toSeconds()));
        }
        return answer.status(allAlive).build();
    }
}
