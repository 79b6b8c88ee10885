package org.gardefou.backup.maintenance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.backup.maintenance.Reconciliation.Outcome;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** What the comparisons found, and which are due. */
@ApplicationScoped
class Reconciliations implements PanacheRepositoryBase<Reconciliation, UUID> {

    Page<Reconciliation> page(@Nullable UUID site, @Nullable Outcome outcome, PageRequest request) {
        return Listing.all().with("site", site).with("outcome", outcome).newestFirst(this, request, Reconciliation::id);
    }

    /** Keeps one; of those that agree, and of the same trouble day after day, the last stays. */
    void keep(Reconciliation fresh) {
        find("site = ?1 order by id desc", fresh.site())
                .firstResultOptional()
                .filter(last ->
                        last.outcome() == fresh.outcome() && last.differences().equals(fresh.differences()))
                .ifPresent(this::delete);
        persist(fresh);
    }

    /** It is not there: since when that is. */
    Instant goneSince(UUID site, Instant now) {
        getEntityManager()
                .createNativeQuery(
                        "insert into reconciliation_turn (site, next_at, gone_since) values (:site, :now, :now) on conflict (site) do update set gone_since = coalesce(reconciliation_turn.gone_since, excluded.gone_since)")
                .setParameter("site", site)
                .setParameter("now", now)
                .executeUpdate();
        return (Instant) getEntityManager()
                .createNativeQuery("select gone_since from reconciliation_turn where site = :site", Instant.class)
                .setParameter("site", site)
                .getSingleResult();
    }

    /** It is there. */
    void there(UUID site) {
        getEntityManager()
                .createNativeQuery(
                        "update reconciliation_turn set gone_since = null where site = :site and gone_since is not null")
                .setParameter("site", site)
                .executeUpdate();
    }
}
