package org.gardefou.backup.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.gardefou.backup.verification.DataReading.Key;
import org.gardefou.backup.verification.DataRotation.Part;

/** What was read of the repositories' data, and what is due. */
@ApplicationScoped
class DataReadings implements PanacheRepositoryBase<DataReading, Key> {

    /** Of a site, as it is divided now; what was read under another division counts for nothing. */
    List<Part> of(UUID site, int parts) {
        return list("key.site = ?1 and parts = ?2", site, parts).stream()
                .map(one -> new Part(one.part(), one.triedAt(), one.wholeAt()))
                .toList();
    }

    void read(UUID site, int part, int parts, boolean whole, Instant begun) {
        delete("key.site = ?1 and parts <> ?2", site, parts);
        DataReading known = findById(new Key(site, part));
        DataReading reading = known == null ? new DataReading(site, part, parts) : known;
        reading.read(whole, parts, begun);
        if (known == null) persist(reading);
    }

    /** Gives every repository that was made since a turn of its own: a place in the interval that spreads them. */
    void enterNew(Instant now, Duration interval) {
        getEntityManager()
                .createNativeQuery(
                        "insert into data_turn (site, next_at) select r.site, cast(:now as timestamptz) + random() * make_interval(secs => :interval) from repository r where r.made_at is not null and not exists (select 1 from data_turn t where t.site = r.site) on conflict do nothing")
                .setParameter("now", now)
                .setParameter("interval", (double) interval.toSeconds())
                .executeUpdate();
    }

    /** The sites whose next part is due, and puts their turn off so that they are not found again at once. */
    List<UUID> due(Instant now, Instant again, Predicate<UUID> turn, int most) {
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "select site from data_turn where next_at <= :now order by next_at limit :most for update skip locked",
                        UUID.class)
                .setParameter("now", now)
                .setParameter("most", most * 5)
                .getResultList();
        List<UUID> due =
                rows.stream().map(UUID.class::cast).filter(turn).limit(most).toList();
        due.forEach(site -> next(site, again));
        return due;
    }

    void next(UUID site, Instant when) {
        getEntityManager()
                .createNativeQuery(
                        "insert into data_turn (site, next_at) values (:site, :next) on conflict (site) do update set next_at = excluded.next_at")
                .setParameter("site", site)
                .setParameter("next", when)
                .executeUpdate();
    }
}
