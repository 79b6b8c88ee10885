package org.gardefou.backup.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.claim.Claims;
import org.gardefou.backup.erasure.Erasure.Step;
import org.gardefou.backup.restorepoint.HoldObstacle;

/**
 * From the first key that an erasure destroys on nothing of the site can be held. An erasure that is at work counts as having begun: it may be
 * destroying one now, and no hold may be promised that comes to nothing.
 */
@ApplicationScoped
class KeysGoing implements HoldObstacle {

    private final Erasures erasures;
    private final Claims claims;

    KeysGoing(Erasures erasures, Claims claims) {
        this.erasures = erasures;
        this.claims = claims;
    }

    @Override
    public Optional<String> against(UUID site) {
        return erasures.runningOf(site)
                .filter(erasure -> begun(erasure) || claims.alone(site))
                .map(erasure ->
                        "The erasure %s is destroying the keys of this site's backups: a hold comes too late for them. Look at it; where it says a problem and no key file is deleted, try again in a minute. Otherwise answer whoever asked for the hold with its certificate, and set the hold when it has ended, for what is backed up from then on."
                                .formatted(erasure.id()));
    }

    private static boolean begun(Erasure erasure) {
        return erasure.step() != Step.KEYS
                || erasure.places().stream().anyMatch(place -> place.keyFilesDeleted() != null);
    }
}
