package org.gardefou.restore.saga;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** All restores. */
@ApplicationScoped
public class Restores implements PanacheRepositoryBase<Restore, UUID> {

    /** What the watch takes up in one turn; its turns are seconds apart. */
    private static final int A_TURN = 200;

    /** A restore, locked until the transaction ends: the bus, a request and its own run may want to change it at once. */
    Restore locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(() -> unknown(id));
    }

    Restore get(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> unknown(id));
    }

    private static IllegalStateException unknown(UUID id) {
        return new IllegalStateException("There is no restore " + id + " in the database");
    }

    /** The restore if the caller may see it. */
    Optional<Restore> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The restore of a site that still runs. */
    public Optional<Restore> running(UUID site) {
        return find("site = ?1 and state not in ?2", site, RestoreState.ENDED).firstResultOptional();
    }

    /** Whether a restore is at work, or could be: one that waits for somebody or something is not. */
    public boolean anyAtWork(Instant now) {
        return count("dueAt <= ?1 and state not in ?2", now, RestoreState.ENDED) > 0;
    }

    /** A restore of the site that was switched after another one and still stands. */
    Optional<Restore> standingAfter(Restore earlier) {
        return find(
                        "site = ?1 and id <> ?2 and state = ?3 and switchedAt > ?4",
                        earlier.site(),
                        earlier.id(),
                        RestoreState.COMPLETED,
                        earlier.switchedAt())
                .firstResultOptional();
    }

    /** Those that are to go on now, the longest waiting first; what does not fit into one turn comes with the next. */
    List<UUID> due(Instant now) {
        return find("dueAt <= ?1 and state not in ?2 order by dueAt", now, RestoreState.ENDED).page(0, A_TURN).stream()
                .map(Restore::id)
                .toList();
    }

    /** Ended ones beside whose site something is left: after a failure, or kept for a rollback for long enough. */
    List<UUID> toTidy(Instant now) {
        return find(
                        "(untidy = true and state in ?1) or (retainedUntil is not null and retainedUntil <= ?2) order by stateSince",
                        RestoreState.ENDED,
                        now)
                .page(0, A_TURN)
                .stream()
                .map(Restore::id)
                .toList();
    }

    /** Those whose state before is kept and that are too many, locked: all but the {@code most} latest. */
    List<Restore> keptBeyond(UUID site, int most) {
        return find(
                        "site = ?1 and state = ?2 and retainedUntil is not null order by switchedAt desc",
                        site,
                        RestoreState.COMPLETED)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .stream()
                .skip(most)
                .toList();
    }

    /** When a restore, or the undoing of one, last changed something on a site; empty when none ever did. */
    public Optional<Instant> lastTouched(UUID site) {
        return find("site = ?1 and switchedAt is not null order by stateSince desc", site)
                .firstResultOptional()
                .map(Restore::stateSince);
    }

    Page<Restore> page(@Nullable UUID site, @Nullable RestoreState state, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        Keyset keys = Keyset.newestFirst("requestedAt", "id");
        Keyset.Condition behind =
                keys.behind(request.after().map(cursor -> List.of(cursor.instant(0), cursor.uuid(1))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        StringBuilder where = new StringBuilder(mine.hql() + " and " + behind.hql());
        if (site != null) {
            where.append(" and site = :site");
            parameters.put("site", site);
        }
        if (state != null) {
            where.append(" and state = :state");
            parameters.put("state", state);
        }
        List<Restore> rows = find(where + keys.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, one -> Cursor.after(one.requestedAt(), one.id()));
    }
}
