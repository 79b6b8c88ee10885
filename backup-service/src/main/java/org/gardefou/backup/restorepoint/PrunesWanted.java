package org.gardefou.backup.restorepoint;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The repositories that hold data which no snapshot needs any more. Inside the caller's transaction. */
@ApplicationScoped
public class PrunesWanted {

    private final EntityManager database;

    PrunesWanted(EntityManager database) {
        this.database = database;
    }

    /** Something was forgotten there. */
    public void add(UUID site, Instant now) {
        database.createNativeQuery(
                        "insert into prune_wanted (site, since) values (:site, :now) on conflict (site) do update set since = excluded.since")
                .setParameter("site", site)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Those that wait the longest and were not tried since then. */
    public List<UUID> waiting(Instant notTriedSince, int most) {
        List<?> rows = database.createNativeQuery(
                        "select site from prune_wanted where tried_at is null or tried_at < :tried order by since limit :most",
                        UUID.class)
                .setParameter("tried", notTriedSince)
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    /** Whether one waits. */
    public boolean waits(UUID site) {
        return !database.createNativeQuery("select 1 from prune_wanted where site = :site")
                .setParameter("site", site)
                .getResultList()
                .isEmpty();
    }

    /** It has begun. */
    public void tried(UUID site, Instant now) {
        database.createNativeQuery("update prune_wanted set tried_at = :now where site = :site")
                .setParameter("site", site)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** It is done, but for what was forgotten since it began. */
    public void done(UUID site, Instant begun) {
        database.createNativeQuery("delete from prune_wanted where site = :site and since <= :begun")
                .setParameter("site", site)
                .setParameter("begun", begun)
                .executeUpdate();
    }
}
