package org.gardefou.terms.risknotice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Restores of all of a site, and the warnings that they made pointless. Which those are follows from three facts that come by different topics, in any
 * order: the restore, the times of its two restore points, and the changes. So the restore is kept, and asked again.
 */
@ApplicationScoped
class TakenBack {

    /** How long after a restore something of it may be told: what an operator replays weeks later is in. */
    private static final Duration LATE = Duration.ofDays(30);

    private static final String KEEP = """
            insert into taken_back (restore, site, restore_point, safety_point, told_at)
            values (:restore, :site, :point, :safety, :now) on conflict do nothing""";

    /**
     * What was changed after the site was saved and before it was exchanged is in neither: such a warning stays. Locked as it is found, so that no change joins
     * one that is about to be closed.
     */
    private static final String POINTLESS = """
            select n.id from risk_notice n
            where n.site in (select t.site from taken_back t where t.told_at >= :since)
                and n.acknowledged_at is null and n.expired_at is null
                and exists (select from taken_back t
                    join restore_point saved on saved.id = t.restore_point
                    join restore_point safety on safety.id = t.safety_point
                    where t.site = n.site and t.told_at >= :since
                        and n.happened_at > saved.taken_at and n.last_happened_at <= safety.taken_at)
            %s order by n.id for update of n""";

    private static final String OF_A_SITE = POINTLESS.formatted("and n.site = :site");
    private static final String OF_ALL = POINTLESS.formatted("");

    private final EntityManager entities;
    private final RiskNotices notices;
    private final Lapsing lapsing;

    TakenBack(EntityManager entities, RiskNotices notices, Lapsing lapsing) {
        this.entities = entities;
        this.notices = notices;
        this.lapsing = lapsing;
    }

    /** Keeps that a restore of all of a site came to its end. */
    void keep(UUID restore, UUID site, UUID point, UUID safety, Instant now) {
        entities.createNativeQuery(KEEP)
                .setParameter("restore", restore)
                .setParameter("site", site)
                .setParameter("point", point)
                .setParameter("safety", safety)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Closes the warnings of a site that are about nothing any more, as far as that is known by now. */
    void close(UUID site, Instant now) {
        close(entities.createNativeQuery(OF_A_SITE, UUID.class).setParameter("site", site), now);
    }

    /** The same of all sites. */
    void close(Instant now) {
        entities.createNativeQuery("delete from taken_back where told_at < :since")
                .setParameter("since", now.minus(LATE))
                .executeUpdate();
        close(entities.createNativeQuery(OF_ALL, UUID.class), now);
    }

    @SuppressWarnings("unchecked") // A native query knows what it answers only when it runs.
    private void close(jakarta.persistence.Query pointless, Instant now) {
        Stream<UUID> found = pointless.setParameter("since", now.minus(LATE)).getResultStream();
        List<RiskNotice> undone = notices.lockedOf(found.toList()).stream()
                .filter(RiskNotice::restorable)
                .toList();
        undone.forEach(notice -> lapsing.expire(notice, RiskNotice.Expiry.UNDONE, now));
        notices.writeNow(undone);
    }
}
