package org.gardefou.backup.policy;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/** Grants what customers ask for beyond the promise, inside the caller's transaction. */
@ApplicationScoped
class OwnPolicies {

    private final PolicySettings settings;
    private final PolicyNews news;
    private final Clock clock;

    OwnPolicies(PolicySettings settings, PolicyNews news, Clock clock) {
        this.settings = settings;
        this.news = news;
        this.clock = clock;
    }

    /**
     * @param wishes null: as promised
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 where the contract promises no backups; 400 for what cannot be granted
     */
    void change(Policy policy, @Nullable Own wishes) {
        Promise promise = policy.promise()
                .orElseThrow(
                        () -> Problems.conflict(
                                "The contract leaves the backups of this site to the customer, so there is no schedule to change. Take a plan with backups, or ask for single ones with POST /backups/v1/backups."));
        if (wishes != null) {
            List<OwnRule.Refusal> refusals = OwnRule.refusals(wishes, promise, settings.limits());
            if (!refusals.isEmpty()) {
                throw Problems.validation(refusals.stream()
                        .map(refusal -> new Violation(refusal.field(), refusal.message()))
                        .toList());
            }
        }
        policy.asked(wishes, clock.instant());
        news.tell(policy);
    }
}
