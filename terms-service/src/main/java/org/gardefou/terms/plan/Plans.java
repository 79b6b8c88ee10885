package org.gardefou.terms.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The plans of the hoster. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, UUID> {

    private final PlanEditions editions;

    Plans(PlanEditions editions) {
        this.editions = editions;
    }

    Page<Plan> page(PageRequest request, @Nullable String code) {
        return Listing.all().with("code", code).newestFirst(this, request, Plan::id);
    }

    /** A new plan, with its first edition. */
    Plan add(NewPlan wanted, Instant now) {
        Plan plan = new Plan(Ids.next(), wanted.code(), wanted.level(), wanted.name(), wanted.promises(), now);
        persistAndFlush(plan);
        editions.persist(new PlanEdition(plan, 1));
        return plan;
    }

    /** Keeps what a plan promises from now on beside what it promised before. */
    void keepEdition(Plan changed) {
        flush();
        editions.persist(new PlanEdition(changed, editions.last(changed.id()) + 1));
    }

    /** The plan with this code; codes are unique. */
    public Optional<Plan> withCode(String code) {
        return find("code", code).firstResultOptional();
    }
}
