package org.gardefou.backup.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** What the backups take, now and on each day. */
@ApplicationScoped
class Usages {

    /** Of each site {@code s}: its restore points, and its repository as it was measured, with what was added behind that. */
    private static final String OF_SITE = """
            left join lateral (
                select count(*) as points, coalesce(sum(r.bytes), 0) as logical, coalesce((array_agg(r.bytes order by r.taken_at desc))[1], 0) as raw
                from restore_point r where r.site = s.site and r.state = 'AVAILABLE') p on true
            left join measured_usage m on m.site = s.site
            left join lateral (
                select coalesce(sum(r.added), 0) + coalesce(m.stored, 0) as stored
                from restore_point r where r.site = s.site and r.forgotten_at is null and (m.measured_at is null or r.taken_at > m.measured_at)) a on true
            """;

    private final EntityManager entities;

    Usages(EntityManager entities) {
        this.entities = entities;
    }

    /** A day's sums. */
    record Day(LocalDate day, Usage usage) {}

    /** Those of the sites that the caller may see, as it is now. */
    Usage now(Whose whose, Visibility visibility) {
        Visibility.Condition mine = visibility.where("s.customer", "s.connection");
        Query query = entities.createNativeQuery(
                        "select count(*), coalesce(sum(p.points), 0), coalesce(sum(p.raw), 0), coalesce(sum(p.logical), 0), coalesce(sum(a.stored), 0) from site s "
                                + OF_SITE + " where s." + whose.column() + " = :id and " + mine.hql())
                .setParameter("id", whose.id());
        mine.parameters().forEach(query::setParameter);
        return usage((Object[]) query.getSingleResult(), 0);
    }

    /** The stored bytes of a site, and of all sites of its customer, as it is now. */
    long stored(Whose whose) {
        return now(whose, new Visibility.Everything()).stored();
    }

    /** The days before one, newest first. */
    List<Day> days(Whose whose, LocalDate before, int most, Visibility visibility) {
        Visibility.Condition mine = visibility.where("u.customer", "s.connection");
        Query query = entities.createNativeQuery("""
                        select u.day, count(*), sum(u.points), sum(u.raw), sum(u.logical), sum(u.stored)
                        from usage_day u left join site s on s.site = u.site
                        where u.%s = :id and u.day < :before and %s
                        group by u.day order by u.day desc limit :most""".formatted(whose.column(), mine.hql()))
                .setParameter("id", whose.id())
                .setParameter("before", before)
                .setParameter("most", most);
        mine.parameters().forEach(query::setParameter);
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Day(day(row[0]), usage(row, 1)))
                .toList();
    }

    /** Writes a day down, once; sites that came later in the day are in the next one. */
    void keep(LocalDate day) {
        boolean there = !entities.createNativeQuery("select 1 from usage_day where day = :day limit 1")
                .setParameter("day", day)
                .getResultList()
                .isEmpty();
        if (there) return;
        entities.createNativeQuery("""
                        insert into usage_day (day, site, customer, server, points, raw, logical, stored)
                        select :day, s.site, s.customer, s.server, p.points, p.raw, p.logical, a.stored from site s
                        """ + OF_SITE + " where p.points > 0 or a.stored > 0 on conflict do nothing")
                .setParameter("day", day)
                .executeUpdate();
    }

    void forgetBefore(LocalDate day) {
        entities.createNativeQuery("delete from usage_day where day < :day")
                .setParameter("day", day)
                .executeUpdate();
    }

    private static LocalDate day(Object value) {
        return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
    }

    private static Usage usage(Object[] row, int from) {
        return new Usage(
                number(row[from]),
                number(row[from + 1]),
                number(row[from + 2]),
                number(row[from + 3]),
                number(row[from + 4]));
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Sites whose repository was not measured since then: those first that were tried longest ago, or never, so that none holds up others. */
    List<UUID> toMeasure(java.time.Instant before, int most) {
        entities.createNativeQuery("""
                        insert into measured_usage (site)
                        select distinct r.site from restore_point r join repository p on p.site = r.site
                        where r.state = 'AVAILABLE' and not exists (select from measured_usage m where m.site = r.site)""").executeUpdate();
        List<?> sites = entities.createNativeQuery("""
                        select m.site from measured_usage m
                        where (m.measured_at is null or m.measured_at < :before)
                            and exists (select from restore_point r where r.site = m.site and r.state = 'AVAILABLE')
                        order by m.tried_at nulls first limit :most""")
                .setParameter("before", before)
                .setParameter("most", most)
                .getResultList();
        return sites.stream().map(site -> (UUID) site).toList();
    }

    /** It is about to be measured, whatever comes of it. */
    void tried(UUID site, java.time.Instant at) {
        entities.createNativeQuery("update measured_usage set tried_at = :at where site = :site")
                .setParameter("site", site)
                .setParameter("at", at)
                .executeUpdate();
    }

    void measured(UUID site, long stored, java.time.Instant at) {
        entities.createNativeQuery("""
                        insert into measured_usage (site, stored, measured_at, tried_at) values (:site, :stored, :at, :at)
                        on conflict (site) do update
                        set stored = excluded.stored, measured_at = excluded.measured_at, tried_at = excluded.tried_at""")
                .setParameter("site", site)
                .setParameter("stored", stored)
                .setParameter("at", at)
                .executeUpdate();
    }
}
