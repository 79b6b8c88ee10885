package org.gardefou.restore.pace;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How fast earlier restores of all of a site were, by their journals. */
@ApplicationScoped
public class Paces {

    /** Older ones were of another site, so to say. */
    private static final int MOST = 20;

    private final EntityManager manager;

    Paces(EntityManager manager) {
        this.manager = manager;
    }

    private record Row(boolean own, long bytes, double preparing, double all) {
        private Row(Object[] row) {
            this(
                    (Boolean) row[0],
                    ((Number) row[1]).longValue(),
                    ((Number) row[2]).doubleValue(),
                    ((Number) row[3]).doubleValue());
        }
    }

    /** Of the site and of others on its server, the site's own first, then the newest. */
    public List<Pace> of(UUID site) {
        List<?> rows = manager.createNativeQuery("""
                        select r.site = :site, coalesce(cast(r.prepared ->> 'bytes' as bigint), p.bytes), cast(s.preparing as double precision),
                            cast(extract(epoch from r.switched_at - r.started_at) as double precision)
                        from restore r
                        join restore_point p on p.id = r.restore_point
                        join hosted_site h on h.site = r.site
                        join lateral (
                            select sum(extract(epoch from s.ended_at - s.started_at)) as preparing from restore_step s
                            where s.restore = r.id and s.step = 'PREPARING' and s.state = 'DONE') s on s.preparing is not null
                        where r.switched_at is not null and r.started_at is not null and r.selection is null
                            and (r.site = :site or h.server = (select o.server from hosted_site o where o.site = :site))
                        order by r.site = :site desc, r.switched_at desc""")
                .setParameter("site", site)
                .setMaxResults(MOST)
                .getResultList();
        return rows.stream()
                .map(row -> new Row((Object[]) row))
                .map(row -> new Pace(
                        row.own(),
                        row.bytes(),
                        seconds(row.preparing()),
                        seconds(Math.max(0, row.all() - row.preparing()))))
                .toList();
    }

    private static Duration seconds(double length) {
        return Duration.ofMillis(Math.round(length * 1e3));
    }
}
