package org.gardefou.support.sla;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the hoster aims at, plan by plan. */
@ApplicationScoped
class SlaPolicies implements PanacheRepositoryBase<SlaPolicy, UUID> {

    /** The newest edition of a plan. */
    Optional<SlaPolicy> current(String planCode) {
        return find("planCode = ?1 order by edition desc", planCode).firstResultOptional();
    }

    /** The newest editions of all plans. */
    List<SlaPolicy> current() {
        return list("from SlaPolicy p where edition = (select max(newest.edition) from SlaPolicy newest"
                + " where newest.planCode = p.planCode) order by planCode");
    }

    /** All editions of a plan, newest first. */
    List<SlaPolicy> of(String planCode) {
        return list("planCode = ?1 order by edition desc", planCode);
    }
}
