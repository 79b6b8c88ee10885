package org.gardefou.backup.restorepoint;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.problem.Problems;

/** Sets legal holds, inside the caller's transaction, so that whoever removes data sees them, or they are refused. */
@ApplicationScoped
class LegalHoldDesk {

    private final LegalHolds holds;
    private final RestorePoints points;
    private final List<HoldObstacle> obstacles;
    private final Sites sites;
    private final Claims claims;

    LegalHoldDesk(
            LegalHolds holds, RestorePoints points, @All List<HoldObstacle> obstacles, Sites sites, Claims claims) {
        this.holds = holds;
        this.points = points;
        this.obstacles = List.copyOf(obstacles);
        this.sites = sites;
        this.claims = claims;
    }

    /**
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 when the site has no such restore point, 409 when the hold comes too late
     */
    void set(LegalHold hold) {
        UUID site = hold.site();
        // Who erases or forgets decides under this lock too.
        sites.findByIdOptional(site).ifPresent(sites::lock);
        demandNoObstacle(site);
        hold.restorePoint().ifPresent(point -> demandThere(site, point));
        holds.persist(hold);
        holds.flush();
        claims.wantBack(site);
    }

    private void demandNoObstacle(UUID site) {
        obstacles.stream()
                .map(obstacle -> obstacle.against(site))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(why -> {
                    throw Problems.conflict(why);
                });
    }

    private void demandThere(UUID site, UUID id) {
        RestorePoint point = points.findByIdOptional(id)
                .filter(found -> found.site().equals(site))
                .orElseThrow(() -> Problems.notFound("restore point", id));
        if (point.gone()) {
            throw Problems.conflict(
                    "The data of the restore point %s is gone: there is nothing left to hold.".formatted(id));
        }
    }
}
