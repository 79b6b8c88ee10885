package org.gardefou.backup.restorepoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps restore points because of findings, and lets them go, inside the caller's transaction. */
@ApplicationScoped
public class Suspicions {

    private final RestorePoints points;

    Suspicions(RestorePoints points) {
        this.points = points;
    }

    /**
     * Keeps a point until the finding has ended.
     *
     * @return whether it is kept: what has expired cannot be
     */
    public boolean keep(RestorePoint point, UUID finding) {
        if (point.state() != RestorePoint.State.AVAILABLE) return false;
        point.suspect(new Suspicion(finding, null));
        return true;
    }

    /** It is kept because of this finding no longer; what another finding keeps since stays. */
    public void letGo(UUID point, UUID finding) {
        of(point, finding).ifPresent(one -> one.suspect(null));
    }

    /** It is kept because of this finding until then, and no longer. */
    public void letGoAt(UUID point, UUID finding, Instant until) {
        of(point, finding).ifPresent(one -> one.suspect(new Suspicion(finding, until)));
    }

    private Optional<RestorePoint> of(UUID point, UUID finding) {
        return points.findByIdOptional(point).filter(one -> one.suspicion()
                .filter(suspicion -> suspicion.finding().equals(finding))
                .isPresent());
    }
}
