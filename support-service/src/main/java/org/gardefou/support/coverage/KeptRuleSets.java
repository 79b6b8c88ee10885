package org.gardefou.support.coverage;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The hoster's own rules of coverage. */
@ApplicationScoped
class KeptRuleSets implements PanacheRepositoryBase<KeptRuleSet, String> {

    List<KeptRuleSet> newestFirst() {
        return list("order by createdAt desc, version");
    }

    /** The version of those that count at a moment; empty where only the shipped ones do. */
    Optional<String> versionAt(Instant moment) {
        return find("select version from KeptRuleSet where effectiveFrom <= ?1 order by effectiveFrom desc", moment)
                .project(String.class)
                .firstResultOptional();
    }
}
