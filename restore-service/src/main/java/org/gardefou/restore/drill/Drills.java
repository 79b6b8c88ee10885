package org.gardefou.restore.drill;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
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
import org.gardefou.restore.drill.Drill.Reason;
import org.gardefou.restore.drill.Drill.State;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** All drills. */
@ApplicationScoped
class Drills implements PanacheRepositoryBase<Drill, UUID> {

    /** A drill, locked until the transaction ends: a request and its own run may want to change it at once. */
    Optional<Drill> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The drill if the caller may see it. */
    Optional<Drill> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** What a drill does now; in a transaction of its own. */
    void step(UUID id, DrillStep step) {
        QuarkusTransaction.requiringNew()
                .run(() -> locked(id).filter(one -> !one.state().ended()).ifPresent(one -> one.at(step)));
    }

    /** The one of a site that waits or is at work. */
    Optional<Drill> underWay(UUID site) {
        return find("site = ?1 and endedAt is null", site).firstResultOptional();
    }

    /** Those that have not ended, the longest waiting first. */
    List<UUID> open() {
        return find("endedAt is null order by requestedAt").stream()
                .map(Drill::id)
                .toList();
    }

    /** How many had their turn since. */
    long turnsSince(Instant since) {
        return count("reason = ?1 and requestedAt > ?2", Reason.ROTATION, since);
    }

    /** When those were asked for that count, since then, oldest first. */
    List<Instant> countedSince(UUID site, Instant since) {
        return find(
                        "site = ?1 and counted = true and state <> ?2 and requestedAt > ?3 order by requestedAt",
                        site,
                        State.CANCELLED,
                        since)
                .stream()
                .map(Drill::requestedAt)
                .toList();
    }

    /** What ended in a time, of the sites of a plan; of those that were called off nothing. */
    List<Drill> endedIn(String plan, Instant from, Instant to) {
        return list(
                "plan = ?1 and endedAt >= ?2 and endedAt < ?3 and state <> ?4 order by endedAt, id",
                plan,
                from,
                to,
                State.CANCELLED);
    }

    Page<Drill> page(@Nullable UUID site, @Nullable State state, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .with("state", state)
                .newestFirst(this, request, Drill::id);
    }
}
