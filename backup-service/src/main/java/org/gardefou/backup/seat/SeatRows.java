package org.gardefou.backup.seat;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** Who sits at which destination, and the lines behind them. */
@ApplicationScoped
class SeatRows implements PanacheRepositoryBase<Seat, UUID> {

    private static final Keyset BY_ID = Keyset.oldestFirst("id");

    /** Lets one transaction at a time give seats at a destination; whoever takes several does it in their order. */
    void lock(UUID destination) {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .setParameter("key", "destination-seats " + destination)
                .getSingleResult();
    }

    List<Seat> of(String job, String run) {
        return list("job = ?1 and run = ?2", job, run);
    }

    List<Seat> at(UUID destination) {
        return list("destination", destination);
    }

    List<UUID> destinations() {
        return getEntityManager()
                .createQuery("select distinct s.destination from Seat s order by s.destination", UUID.class)
                .getResultList();
    }

    int taken(UUID destination) {
        return (int) count("destination = ?1 and seatedAt is not null", destination);
    }

    /** How many wait whose turn is before somebody's; no more than so many are looked at. */
    int before(UUID destination, Seat.Asking asking, int most) {
        return find(
                        "destination = ?1 and seatedAt is null and (priority > ?2 or priority = ?2 and askedAt < ?3)",
                        destination,
                        asking.priority(),
                        asking.since())
                .range(0, most - 1)
                .list()
                .size();
    }

    /** The first in line. */
    List<Seat> next(UUID destination, int most) {
        return find("destination = ?1 and seatedAt is null order by priority desc, askedAt", destination)
                .range(0, most - 1)
                .list();
    }

    /** Since when a run waits in line; empty when it does not. */
    Optional<Instant> inLineSince(String job, String run) {
        return find("job = ?1 and run = ?2 and seatedAt is null", job, run)
                .firstResultOptional()
                .map(Seat::askedAt);
    }

    int inLine(String job) {
        return (int) count("job = ?1 and seatedAt is null", job);
    }

    Page<Seat> page(UUID destination, PageRequest request) {
        return Listing.all()
                .with("destination", destination)
                .page(this, request, BY_ID, cursor -> List.of(cursor.uuid(0)), seat -> Cursor.after(seat.id()));
    }
}
