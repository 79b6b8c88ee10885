package org.gardefou.backup.claim;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * When the repository of each site has its next turn of something that is done again and again. A new one gets a place of its own in the
 * interval, so that they spread; to find who is due costs one look into an index, however many there are. Inside the caller's transaction.
 */
@ApplicationScoped
public class SiteTurns {

    private final EntityManager database;

    SiteTurns(EntityManager database) {
        this.database = database;
    }

    /** What is done in turn. */
    public enum Kind {
        DATA("data_turn"),
        BOOT("boot_turn"),
        RECONCILIATION("reconciliation_turn");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    /**
     * The sites whose turn has come, those first that wait the longest; their next one is an interval later.
     *
     * @param most not more than so many: the others are found at the next look
     */
    public List<UUID> due(Kind kind, Instant now, Duration interval, int most) {
        enterNew(kind, now, interval);
        List<?> rows = database.createNativeQuery(
                        "select site from " + kind.table
                                + " where next_at <= :now order by next_at limit :most for update skip locked",
                        UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
        List<UUID> due = rows.stream().map(UUID.class::cast).toList();
        due.forEach(site -> next(kind, site, now.plus(interval)));
        return due;
    }

    private void enterNew(Kind kind, Instant now, Duration interval) {
        database.createNativeQuery("insert into " + kind.table
                        + " (site, next_at) select r.site, cast(:now as timestamptz) + random() * make_interval(secs => :interval)"
                        + " from repository r where r.made_at is not null and not exists (select 1 from " + kind.table
                        + " t where t.site = r.site) on conflict do nothing")
                .setParameter("now", now)
                .setParameter("interval", (double) interval.toSeconds())
                .executeUpdate();
    }

    /** A site's repository is no more: it has no turns, and what came of them counts no longer. */
    public void end(UUID site) {
        List.of("data_turn", "boot_turn", "reconciliation_turn", "data_reading", "prune_wanted", "measured_usage")
                .forEach(table -> database.createNativeQuery("delete from " + table + " where site = :site")
                        .setParameter("site", site)
                        .executeUpdate());
    }

    /** Moves a site's next turn. */
    public void next(Kind kind, UUID site, Instant when) {
        database.createNativeQuery(
                        "insert into " + kind.table
                                + " (site, next_at) values (:site, :next) on conflict (site) do update set next_at = excluded.next_at")
                .setParameter("site", site)
                .setParameter("next", when)
                .executeUpdate();
    }
}
