package org.gardefou.backup.restorepoint;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.backup.policy.Ending;
import org.gardefou.backup.policy.Keep;
import org.gardefou.backup.policy.Policies;
import org.gardefou.backup.policy.Policy;
import org.gardefou.backup.policy.PolicySettings;
import org.gardefou.backup.restorepoint.RetentionRule.End;
import org.gardefou.backup.restorepoint.RetentionRule.Point;
import org.gardefou.backup.restorepoint.RetentionRule.Rules;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;

/** Why the restore points of a site are kept, as of now. Inside a transaction. */
@ApplicationScoped
class Keeping {

    private final RestorePoints points;
    private final RunningRestores restores;
    private final LegalHolds holds;
    private final Policies policies;
    private final PolicySettings settings;
    private final Sites sites;
    private final RetentionConfig config;

    Keeping(
            RestorePoints points,
            RunningRestores restores,
            LegalHolds holds,
            Policies policies,
            PolicySettings settings,
            Sites sites,
            RetentionConfig config) {
        this.points = points;
        this.restores = restores;
        this.holds = holds;
        this.policies = policies;
        this.settings = settings;
        this.sites = sites;
        this.config = config;
    }

    /** The reasons of each point that can be gone back to; none: it has had its time. */
    Map<UUID, List<Kept>> of(UUID site, Instant now) {
        Set<UUID> used = restores.pointsInUse(site);
        LegalHolds.Held held = holds.of(site);
        List<Point> there = points.available(site).stream()
                .map(point -> new Point(
                        point.id(),
                        point.takenAt(),
                        point.pin().orElse(null),
                        point.suspicion().orElse(null),
                        held.holds(point.id()),
                        used.contains(point.id()),
                        point.proof().state() == Evidence.BROKEN))
                .toList();
        return RetentionRule.judge(there, rules(site), now);
    }

    private Rules rules(UUID site) {
        Optional<Policy> policy = policies.findByIdOptional(site);
        ZoneId zone = policy.map(settings::zone).orElseGet(settings::zone);
        return new Rules(
                policy.flatMap(Policy::retention).orElse(config.unpromised()),
                policy.flatMap(Policy::retention).isPresent(),
                policy.filter(one -> morePromised(one, site)).isPresent(),
                policy.map(settings::keep).orElse(Keep.NONE),
                zone,
                policy.flatMap(Policy::ending).map(this::end));
    }

    private End end(Ending ending) {
        return new End(ending.at(), ending.deletion(), config.unpromised());
    }

    private boolean morePromised(Policy policy, UUID site) {
        return policy.kind() == Policy.Kind.HOST_RUN
                && sites.findByIdOptional(site).filter(Site::gone).isEmpty();
    }
}
