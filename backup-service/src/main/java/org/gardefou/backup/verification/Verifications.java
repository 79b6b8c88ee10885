package org.gardefou.backup.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.PointsErased;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.verification.Verification.State;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;

/** All looks at restore points. */
@ApplicationScoped
class Verifications implements PanacheRepositoryBase<Verification, UUID> {

    Optional<Verification> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Verification> page(UUID restorePoint, PageRequest request) {
        return Listing.all().with("restorePoint", restorePoint).newestFirst(this, request, Verification::id);
    }

    /** The last one of a step that has ended. */
    Optional<Verification> last(UUID restorePoint, Step step) {
        return find(
                        "restorePoint = ?1 and step = ?2 and state = ?3 order by endedAt desc, id desc",
                        restorePoint,
                        step,
                        State.ENDED)
                .firstResultOptional();
    }

    /** The last one of a step that has ended and said something about the point. */
    Optional<Verification> lastPossible(UUID restorePoint, Step step) {
        return find(
                        "restorePoint = ?1 and step = ?2 and state = ?3 and outcome <> ?4 order by endedAt desc, id desc",
                        restorePoint,
                        step,
                        State.ENDED,
                        Outcome.NOT_POSSIBLE)
                .firstResultOptional();
    }

    /** The one that waits or is at work. */
    Optional<Verification> underWay(UUID restorePoint) {
        return find("restorePoint = ?1 and step = ?2 and state <> ?3", restorePoint, Step.BOOTED, State.ENDED)
                .firstResultOptional();
    }

    /** How many wait or are at work. */
    long underWay() {
        return count("state <> ?1", State.ENDED);
    }

    /** When those were asked for that count against a customer's number, since then; oldest first. */
    List<Instant> countedSince(UUID site, Instant moment) {
        return list("site = ?1 and counted = true and requestedAt > ?2 order by requestedAt", site, moment).stream()
                .map(Verification::requestedAt)
                .toList();
    }

    /** Points before a change that were never booted, the newest first: those are what the next days ask about. */
    List<UUID> unbootedBeforeChange(Instant since, int most) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        select p.id from backup b join restore_point p on p.id = b.restore_point
                        where b.requested_at > :since and b.reason ->> 'change' is not null
                        and p.state = 'AVAILABLE' and p.evidence <> 'BROKEN'
                        and not exists (select 1 from verification v where v.restore_point = p.id and v.step = 'BOOTED')
                        order by b.requested_at desc limit :most""", UUID.class)
                .setParameter("since", since)
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** That they were verified, and how that went, stays; what was seen of them goes with them. */
    void erased(@Observes PointsErased news) {
        list("site = ?1 and seen is not null", news.site()).forEach(Verification::erased);
    }
}
