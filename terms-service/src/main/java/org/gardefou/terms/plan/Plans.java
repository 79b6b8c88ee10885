package org.gardefou.terms.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The plans of the hoster. */
@ApplicationScoped
public class Plans implements PanacheRepositoryBase<Plan, UUID> {

    private static final Keyset NEWEST_EDITION = Keyset.newestFirst("key.number");

    Page<Plan> page(PageRequest request, @Nullable String code) {
        return Listing.all().with("code", code).newestFirst(this, request, Plan::id);
    }

    /** A new plan, with its first edition. */
    Plan add(NewPlan wanted, Instant now) {
        Plan plan = new Plan(Ids.next(), wanted.code(), wanted.level(), wanted.name(), wanted.promises(), now);
        persistAndFlush(plan);
        getEntityManager().persist(new PlanEdition(plan, 1));
        return plan;
    }

    /** Keeps what a plan promises from now on beside what it promised before. */
    void keepEdition(Plan changed) {
        flush();
        int last = getEntityManager()
                .createQuery("select max(e.key.number) from PlanEdition e where e.key.plan = :plan", Integer.class)
                .setParameter("plan", changed.id())
                .getSingleResult();
        getEntityManager().persist(new PlanEdition(changed, last + 1));
    }

    /** What a plan promised, the newest first. */
    Page<PlanEdition> editions(UUID plan, PageRequest request) {
        Keyset.Condition behind = NEWEST_EDITION.behind(
                request.after().map(cursor -> List.of(Math.clamp(cursor.number(0), 0, Integer.MAX_VALUE))));
        var query = getEntityManager()
                .createQuery(
                        "from PlanEdition where key.plan = :plan and " + behind.hql() + NEWEST_EDITION.orderBy(),
                        PlanEdition.class)
                .setParameter("plan", plan);
        behind.parameters().forEach(query::setParameter);
        return Page.of(
                query.setMaxResults(request.fetch()).getResultList(),
                request,
                edition -> Cursor.after(edition.number()));
    }

    /** The plan with this code; codes are unique. */
    public Optional<Plan> withCode(String code) {
        return find("code", code).firstResultOptional();
    }
}
