package org.gardefou.restore.content;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** The restore points that a caller may look into. */
@ApplicationScoped
class SeenPoints {

    private final RestorePoints points;
    private final HostedSites sites;
    private final Caller caller;

    SeenPoints(RestorePoints points, HostedSites sites, Caller caller) {
        this.points = points;
        this.sites = sites;
        this.caller = caller;
    }

    /** In a transaction of its own: nothing is held while the engine looks. */
    RestorePoint require(@Nullable UUID id) {
        if (id == null) throw Problems.badParameter("restorePoint", "the id of a restore point");
        return QuarkusTransaction.requiringNew().call(() -> {
            RestorePoint point = points.findByIdOptional(id)
                    .filter(one ->
                            sites.visible(one.site(), caller.visibility()).isPresent())
                    .orElseThrow(() -> Problems.notFound("restore point", id));
            if (!point.usable()) {
                throw Problems.conflict(
                        "This restore point has expired or is damaged. Ask /restores/v1/advice for those that can be used.");
            }
            return point;
        });
    }

    /**
     * A path as it is in a snapshot, without a slash at the end.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is not absolute, or goes up
     */
    static String path(@Nullable String given) {
        String path = given != null && given.length() > 1 && given.endsWith("/")
                ? given.substring(0, given.length() - 1)
                : given;
        if (path == null || !sound(path)) {
            throw Problems.badParameter(
                    "path", "an absolute path in the restore point, such as /htdocs/wp-config.php, without . and ..");
        }
        return path;
    }

    private static boolean sound(String path) {
        if (!path.startsWith("/") || path.length() == 1 || path.indexOf('\0') >= 0) return false;
        for (String name : path.substring(1).split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) return false;
        }
        return true;
    }
}
