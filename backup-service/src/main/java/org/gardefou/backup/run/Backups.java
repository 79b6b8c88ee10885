package org.gardefou.backup.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.backup.run.Backup.State;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** All runs. */
@ApplicationScoped
class Backups implements PanacheRepositoryBase<Backup, UUID> {

    /** One that is due, one that was asked for, and one before a dangerous change. */
    private static final int WAITING_OF_A_SITE = 3;

    private static final Keyset KEYS = Keyset.newestFirst("requestedAt", "id");

    Optional<Backup> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** Whether a run of the site waits that has not begun, and that no customer can end: what is asked for now is in it. */
    boolean promisedWaits(UUID site) {
        return list("site = ?1 and state = ?2", site, State.QUEUED).stream().anyMatch(Backups::promised);
    }

    /** The same of one that is at work and began no earlier than that. */
    boolean promisedAtWorkSince(UUID site, Instant moment) {
        return atWork(site, moment).stream().anyMatch(Backups::promised);
    }

    private static boolean promised(Backup backup) {
        return CancelRule.against(backup.state(), backup.reason(), false).isPresent();
    }

    Optional<Backup> latest(UUID site) {
        return find("site = ?1 order by requestedAt desc, id desc", site).firstResultOptional();
    }

    /** The run that somebody asked for and that has not begun. */
    Optional<Backup> queuedOnDemand(UUID site) {
        return list("site = ?1 and state = ?2 order by requestedAt", site, State.QUEUED).stream()
                .filter(backup -> backup.reason().kind() == Reason.Kind.ON_DEMAND)
                .findFirst();
    }

    /** When those were asked for that count against a customer's number, since then; oldest first. */
    List<Instant> countedSince(UUID site, Instant moment) {
        return list("site = ?1 and counted = true and requestedAt > ?2 order by requestedAt", site, moment).stream()
                .map(Backup::requestedAt)
                .toList();
    }

    /** Whether a run of the site is at work. */
    boolean atWork(UUID site) {
        return !atWork(site, Instant.EPOCH).isEmpty();
    }

    private List<Backup> atWork(UUID site, Instant since) {
        return list("site = ?1 and startedAt >= ?2 and state in (?3, ?4)", site, since, State.DUMPING, State.COPYING);
    }

    /** The run of a site whose turn is next: one that a restore waits for, then the oldest. */
    Optional<Backup> next(UUID site) {
        return list("site = ?1 and state = ?2 order by requestedAt", site, State.QUEUED).stream()
                .min(Comparator.comparing(backup -> !backup.reason().awaited()));
    }

    /** The servers on which a run waits for its turn. */
    List<UUID> serversWithWaiting() {
        return getEntityManager()
                .createQuery(
                        "select distinct b.server from Backup b where b.givenAt is null and b.endedAt is null",
                        UUID.class)
                .getResultList();
    }

    /** Lets one transaction at a time give turns on a server; the others wait here for its end. */
    void lockTurns(UUID server) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:server, 0))")
                .setParameter("server", "turns " + server)
                .getSingleResult();
    }

    /** How many runs on a server have their turn; what restores wait for is not counted. */
    long given(UUID server) {
        return list("server = ?1 and givenAt is not null and endedAt is null", server).stream()
                .filter(backup -> !backup.reason().awaited())
                .count();
    }

    /**
     * The runs on a server whose turn is next: what was asked for before what is due, the oldest first; one of a site, and none of a
     * site of which one has its turn.
     */
    List<Backup> nextTurns(UUID server, int room) {
        return find("""
                        from Backup b where b.server = ?1 and b.givenAt is null and b.endedAt is null
                        and not exists (from Backup o where o.site = b.site and o.givenAt is not null and o.endedAt is null)
                        order by b.askedFor desc, b.requestedAt, b.id""", server).range(0, room * WAITING_OF_A_SITE - 1).list().stream()
                .collect(Collectors.toMap(Backup::site, backup -> backup, (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .limit(room)
                .toList();
    }

    /** Whether another run of the site is at work. */
    boolean anotherAtWork(UUID site, UUID id) {
        return count("site = ?1 and id <> ?2 and state in (?3, ?4)", site, id, State.DUMPING, State.COPYING) > 0;
    }

    Page<Backup> page(@Nullable UUID site, @Nullable State state, Visibility visibility, PageRequest request) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.instant(0), c.uuid(1))));
        Map<String, Object> parameters = new HashMap<>(mine.parameters());
        parameters.putAll(behind.parameters());
        StringBuilder query = new StringBuilder(mine.hql()).append(" and ").append(behind.hql());
        if (site != null) {
            query.append(" and site = :site");
            parameters.put("site", site);
        }
        if (state != null) {
            query.append(" and state = :state");
            parameters.put("state", state);
        }
        List<Backup> rows = find(query + KEYS.orderBy(), parameters)
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, backup -> Cursor.after(backup.requestedAt(), backup.id()));
    }
}
