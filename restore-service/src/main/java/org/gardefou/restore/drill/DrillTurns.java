package org.gardefou.restore.drill;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whose turn it is. Inside a transaction. */
@ApplicationScoped
class DrillTurns {

    /** Sites that restores are promised to, those first that wait longest; at the very first those that were never tried. */
    private static final String DUE = """
            select s.site from hosted_site s left join drill_turn t on t.site = s.site
            where s.restore_promised and not s.removed and s.customer is not null and (t.due is null or t.due <= :now)
              and not exists (select 1 from drill d where d.site = s.site and d.ended_at is null)
            order by t.last nulls first, s.site limit :most""";

    private static final String HAD = """
            insert into drill_turn (site, last, due) values (:site, :now, :due)
            on conflict (site) do update set last = excluded.last, due = excluded.due""";

    private static final String PROMISED =
            "select count(*) from hosted_site where restore_promised and not removed and customer is not null";

    private final EntityManager manager;

    DrillTurns(EntityManager manager) {
        this.manager = manager;
    }

    @SuppressWarnings("unchecked") // of a native query
    List<UUID> due(Instant now, int most) {
        return manager.createNativeQuery(DUE, UUID.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /** How many sites restores are promised to. */
    long promised() {
        return ((Number) manager.createNativeQuery(PROMISED).getSingleResult()).longValue();
    }

    /** A site had its turn. */
    void had(UUID site, Instant now, Instant due) {
        manager.createNativeQuery(HAD)
                .setParameter("site", site)
                .setParameter("now", now)
                .setParameter("due", due)
                .executeUpdate();
    }
}
