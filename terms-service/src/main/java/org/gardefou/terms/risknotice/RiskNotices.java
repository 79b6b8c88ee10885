package org.gardefou.terms.risknotice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The risk notices. */
@ApplicationScoped
public class RiskNotices implements PanacheRepositoryBase<RiskNotice, UUID> {

    /** Of a notice to the customer who has the site now: a panel shows the site's notices to whoever that is. */
    private static final String CONNECTION =
            "(select s.connection from Site s where s.id = site and s.customer = this.customer)";

    /** Hibernate's word for it, as the standard has none. */
    private static final int SKIP_LOCKED = -2;

    /**
     * What was told of a change, and how far that came.
     *
     * @param id of the notice
     * @param changeType the short type of the change's event
     * @param deliveredAt when the notice reached the customer with this change in it
     * @param acknowledgedAt when it was acknowledged; no change joins a notice after that
     */
    public record Warning(
            UUID id,
            UUID site,
            UUID change,
            String changeType,
            @Nullable Instant deliveredAt,
            @Nullable Instant acknowledgedAt) {

        /** Whether it had reached the customer by then. */
        public boolean deliveredBy(Instant time) {
            return deliveredAt != null && !deliveredAt.isAfter(time);
        }

        /** Whether the customer had acknowledged it by then. */
        public boolean acknowledgedBy(Instant time) {
            return acknowledgedAt != null && !acknowledgedAt.isAfter(time);
        }
    }

    /** The notice that a change raised or joined. */
    public Optional<Warning> of(UUID change) {
        return getEntityManager()
                .createQuery(
                        "select n.id, n.site, t.change, t.changeType, t.deliveredAt, n.acknowledgedAt"
                                + " from NoticeChange t, RiskNotice n where t.change = :change and n.id = t.notice",
                        Warning.class)
                .setParameter("change", change)
                .getResultStream()
                .findFirst();
    }

    /** Writes down that the notice has reached the customer with all the changes it tells of. */
    void delivered(UUID notice, Instant now) {
        getEntityManager()
                .createQuery(
                        "update NoticeChange set deliveredAt = :now where notice = :notice and deliveredAt is null")
                .setParameter("now", now)
                .setParameter("notice", notice)
                .executeUpdate();
    }

    /** Some of those whose time has come, locked; what another process looks at is left to it. */
    List<RiskNotice> due(Instant now, int limit) {
        return getEntityManager()
                .createQuery("from RiskNotice where dueAt <= :now order by dueAt", RiskNotice.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
    }

    /** Those that nobody has acknowledged yet of a site's customers before the one who has it now; locked. */
    List<RiskNotice> ofFormerCustomers(UUID site) {
        return find(
                        "site = ?1 and acknowledgedAt is null and expiredAt is null"
                                + " and customer <> (select s.customer from Site s where s.id = ?1) order by id",
                        site)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** These, locked, in the order of their ids: so two who lock several wait for one another, and not each for the other. */
    List<RiskNotice> lockedOf(List<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return find("id in ?1 order by id", ids)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Writes what has changed of them and forgets them: the next event of the same batch is handled by plain statements, and must see it. */
    void writeNow(List<RiskNotice> changed) {
        flush();
        changed.forEach(getEntityManager()::detach);
    }

    Optional<RiskNotice> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The notice, locked: of two who take a step at once, one does it and the other sees it done. */
    Optional<RiskNotice> visibleLocked(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Page<RiskNotice> page(
            PageRequest request,
            Visibility visibility,
            @Nullable UUID site,
            @Nullable UUID change,
            @Nullable NoticeKind kind,
            RiskNotice.@Nullable State state) {
        return Listing.of(visibility.where("customer", CONNECTION))
                .with("site", site)
                .with("kind", kind)
                .where("id in (select t.notice from NoticeChange t where t.change = :change)", "change", change)
                .where(in(state))
                .newestFirst(this, request, RiskNotice::id);
    }

    private static String in(RiskNotice.@Nullable State state) {
        return switch (state) {
            case null -> "1 = 1";
            case RAISED -> "deliveredAt is null and expiredAt is null";
            case DELIVERED -> "deliveredAt is not null and acknowledgedAt is null and expiredAt is null";
            case ACKNOWLEDGED -> "acknowledgedAt is not null";
            case EXPIRED -> "expiredAt is not null and acknowledgedAt is null";
        };
    }
}
