package org.gardefou.terms.mandate;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** The mandates; both sides see them. */
@ApplicationScoped
public class Mandates implements PanacheRepositoryBase<Mandate, UUID> {

    /**
     * The mandate by which an agent may act for a customer.
     *
     * @param document under which terms
     */
    public Optional<Mandate> find(UUID agent, UUID principal, Mandate.Scope scope, UUID document, Instant at) {
        return find("agent = ?1 and principal = ?2 order by id", agent, principal).stream()
                .filter(mandate -> mandate.covers(scope, document, at))
                .findFirst();
    }

    /**
     * The same, where it is needed.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 403 when there is none
     */
    public Mandate demand(UUID agent, UUID principal, Mandate.Scope scope, UUID document, Instant at) {
        return find(agent, principal, scope, document, at)
                .orElseThrow(() -> Problems.own(
                        "terms/mandate-missing",
                        403,
                        "There is no mandate for it",
                        "%s has no mandate of %s that covers %s under the document %s at %s. Let the customer give it with POST /terms/v1/mandates, or act themselves."
                                .formatted(agent, principal, scope, document, at)));
    }

    /** One that was read before, as it is now, and as it stays until the transaction ends: both sides may revoke it at once. */
    Mandate hold(Mandate mandate) {
        getEntityManager().refresh(mandate, LockModeType.PESSIMISTIC_WRITE);
        return mandate;
    }

    Optional<Mandate> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = mine(visibility);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Mandate> page(PageRequest request, Visibility visibility, @Nullable UUID agent, @Nullable UUID principal) {
        return Listing.of(mine(visibility))
                .with("agent", agent)
                .with("principal", principal)
                .newestFirst(this, request, Mandate::id);
    }

    private static Visibility.Condition mine(Visibility visibility) {
        Visibility.Condition principal = visibility.where("principal");
        return new Visibility.Condition(
                "(" + principal.hql() + " or " + visibility.where("agent").hql() + ")", principal.parameters());
    }
}
