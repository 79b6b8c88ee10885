package org.gardefou.backup.export;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.export.Export.State;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** The exports of all sites. */
@ApplicationScoped
class Exports implements PanacheRepositoryBase<Export, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("requestedAt", "id");
    private static final List<State> RUNNING = List.of(State.PREPARING, State.QUEUED, State.COPYING);

    Optional<Export> runningOf(UUID site) {
        return find("site = ?1 and state in ?2", site, RUNNING).firstResultOptional();
    }

    /** Those of a site that are there, or on their way. */
    List<Export> livingOf(UUID site) {
        return list("site = ?1 and (state in ?2 or state = ?3)", site, RUNNING, State.READY);
    }

    /** When those that count were asked for, oldest first. */
    List<Instant> countedSince(UUID site, Instant moment) {
        return find("site = ?1 and counted = true and requestedAt > ?2 order by requestedAt", site, moment).stream()
                .map(Export::requestedAt)
                .toList();
    }

    /** Bytes that all take, or may come to take. */
    long reserved() {
        return getEntityManager()
                .createQuery(
                        "select coalesce(sum(coalesce(e.bytes, e.pointBytes)), 0) from Export e where e.cleared = false",
                        Long.class)
                .getSingleResult();
    }

    /** The row, so that of two who change it one waits. */
    Optional<Export> locked(UUID id) {
        return Optional.ofNullable(findById(id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Likewise, where it may be seen. Not to be read before in the same transaction: what was read would be out of date. */
    Optional<Export> locked(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    List<Export> expired(Instant now) {
        return list("state = ?1 and expiresAt <= ?2", State.READY, now);
    }

    /** Whose repository was never finished: the process died that made it. */
    List<Export> stuckSince(Instant moment) {
        return list("state = ?1 and requestedAt < ?2", State.PREPARING, moment);
    }

    /** What has ended and may lie somewhere still. */
    List<Export> toClear() {
        return list("cleared = false and endedAt is not null");
    }

    Optional<Export> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Export> page(@Nullable UUID site, @Nullable State state, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .with("state", state)
                .page(
                        this,
                        request,
                        KEYS,
                        c -> List.of(c.instant(0), c.uuid(1)),
                        export -> Cursor.after(export.requestedAt(), export.id()));
    }
}
