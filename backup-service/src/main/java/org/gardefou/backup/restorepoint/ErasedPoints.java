package org.gardefou.backup.restorepoint;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;

/** The restore points of a site whose backups are erased. */
@ApplicationScoped
public class ErasedPoints {

    private final RestorePoints points;
    private final List<ErasureObjection> objections;
    private final jakarta.enterprise.event.Event<PointsErased> erased;
    private final Outbox outbox;
    private final Clock clock;

    ErasedPoints(
            RestorePoints points,
            @All List<ErasureObjection> objections,
            jakarta.enterprise.event.Event<PointsErased> erased,
            Outbox outbox,
            Clock clock) {
        this.points = points;
        this.objections = List.copyOf(objections);
        this.erased = erased;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What stands against it. Inside the caller's transaction. */
    public Optional<String> objection(UUID site) {
        return objections.stream()
                .map(objection -> objection.against(site))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * All that are there expire at once, and the bus is told. Inside the caller's transaction.
     *
     * @return how many
     */
    public int expire(UUID site) {
        Instant now = clock.instant();
        List<RestorePoint> there = points.available(site);
        for (RestorePoint point : there) {
            point.expire(now);
            outbox.add(Event.of(
                    "gardefou.backups", "restore-point.expired", site, new Retention.Expired(point.id(), site, now)));
        }
        return there.size();
    }

    /** Their data is gone. Inside the caller's transaction. */
    public void gone(UUID site) {
        points.list("site = ?1 and forgottenAt is null", site).forEach(point -> point.forgotten(clock.instant()));
        erased.fire(new PointsErased(site));
    }
}
