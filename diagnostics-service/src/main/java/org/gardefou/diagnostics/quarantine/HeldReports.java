package org.gardefou.diagnostics.quarantine;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.diagnostics.quarantine.HeldReport.State;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The reports that could not be placed. */
@ApplicationScoped
class HeldReports implements PanacheRepositoryBase<HeldReport, UUID> {

    /** Those of the connections that may report for a site, behind an id. */
    private static final String OF_SITE = """
            select h.* from held_report h
            where h.state = 'HELD' and h.id > :behind and h.connection in (
                select c.id from connection c, site s where s.id = :site
                    and (s.connection = c.id or c.sites @> to_jsonb(s.id) or c.servers @> to_jsonb(s.server)))
            order by h.id limit :most""";

    Page<HeldReport> page(@Nullable UUID connection, @Nullable State state, PageRequest request) {
        return Listing.all()
                .with("connection", connection)
                .with("state", state)
                .newestFirst(this, request, HeldReport::id);
    }

    /** For who decides about it: whoever else does so waits. */
    Optional<HeldReport> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    List<HeldReport> waitingFor(UUID site, UUID behind, int most) {
        List<?> found = getEntityManager()
                .createNativeQuery(OF_SITE, HeldReport.class)
                .setParameter("site", site)
                .setParameter("behind", behind)
                .setParameter("most", most)
                .getResultList();
        return found.stream().map(HeldReport.class::cast).toList();
    }

    long forget(Instant now) {
        return delete("expiresAt < ?1", now);
    }
}
