package org.gardefou.backup.usage;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.UUID;
import org.gardefou.backup.run.OnDemandGate;
import org.gardefou.backup.source.Site;
import org.gardefou.kit.problem.Problems;

/**
 * No backup on a customer's word where the quota is used up. What the policy promised, what goes before a dangerous change and before a
 * restore is made all the same: a quota must never cost anybody their way back.
 */
@ApplicationScoped
class QuotaGate implements OnDemandGate {

    private final Quotas quotas;
    private final Usages usages;

    QuotaGate(Quotas quotas, Usages usages) {
        this.quotas = quotas;
        this.usages = usages;
    }

    @Override
    public void demand(Site site) {
        demand(site.site(), Quota.Subject.SITE, "site");
        demand(site.customer(), Quota.Subject.CUSTOMER, "customer");
    }

    private void demand(UUID id, Quota.Subject subject, String column) {
        OptionalLong most = quotas.most(id, subject);
        if (most.isEmpty()) return;
        long stored = usages.stored(new Whose(column, id));
        if (stored >= most.getAsLong()) throw exceeded(column, stored, most.getAsLong());
    }

    private static HttpProblem exceeded(String whose, long stored, long most) {
        return Problems.ownBuilder(
                        "backups/quota-exceeded",
                        409,
                        "The storage for backups is used up",
                        "The backups of this %s take %d bytes, and %d are included. Delete what the site does not need and wait until old restore points have expired, or ask the hoster for more; the backups of the policy go on."
                                .formatted(whose, stored, most))
                .with("stored", stored)
                .with("quota", most)
                .build();
    }
}
