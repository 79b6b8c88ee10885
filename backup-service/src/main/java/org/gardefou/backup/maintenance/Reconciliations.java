package org.gardefou.backup.maintenance;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
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

    /** Gives every repository that was made since a turn of its own. */
    void enterNew(Instant now, Duration interval) {
        getEntityManager()
                .createNativeQuery(
                        "insert into reconciliation_turn (site, next_at) select r.site, cast(:now as timestamptz) + random() * make_interval(secs => :interval) from repository r where r.made_at is not null and not exists (select 1 from reconciliation_turn t where t.site = r.site) on conflict do nothing")
                .setParameter("now", now)
                .setParameter("interval", (double) interval.toSeconds())
                .executeUpdate();
    }

    /** The sites whose turn has come, and puts their next one off. */
    List<UUID> due(Instant now, Instant again, Predicate<UUID> turn, int most) {
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "select site from reconciliation_turn where next_at <= :now order by next_at limit :most for update skip locked",
                        UUID.class)
                .setParameter("now", now)
                .setParameter("most", most * 5)
                .getResultList();
        List<UUID> due =
                rows.stream().map(UUID.class::cast).filter(turn).limit(most).toList();
        due.forEach(site -> getEntityManager()
                .createNativeQuery("update reconciliation_turn set next_at = :next where site = :site")
                .setParameter("next", again)
                .setParameter("site", site)
                .executeUpdate());
        return due;
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
