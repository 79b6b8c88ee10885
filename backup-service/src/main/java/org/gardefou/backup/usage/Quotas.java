package org.gardefou.backup.usage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The quotas that somebody set, and the settings behind them. */
@ApplicationScoped
class Quotas implements PanacheRepositoryBase<Quota, UUID> {

    private final UsageConfig config;

    Quotas(UsageConfig config) {
        this.config = config;
    }

    Optional<Quota> of(UUID id, Quota.Subject subject) {
        return find("id = ?1 and subject = ?2", id, subject).firstResultOptional();
    }

    /** How many bytes there may be; empty: any number. */
    OptionalLong most(UUID id, Quota.Subject subject) {
        OptionalLong own = of(id, subject).map(Quota::bytes).orElse(OptionalLong.empty());
        if (own.isPresent()) return own;
        return subject == Quota.Subject.SITE ? config.siteQuota() : config.customerQuota();
    }
}
