package org.gardefou.restore.staging;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** All copies. */
@ApplicationScoped
class StagingCopies implements PanacheRepositoryBase<StagingCopy, UUID> {

    /** What one turn of the tidying takes up. */
    private static final int A_TURN = 200;

    private static final String OVER = """
            from StagingCopy c where c.state in :served and (c.expiresAt <= :now
                or exists (select s.site from HostedSite s where s.site = c.site
                    and (s.removed = true or s.customer is null or s.customer <> c.customer)))
            order by c.expiresAt""";

    Optional<StagingCopy> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<StagingCopy> page(@Nullable UUID site, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .newestFirst(this, request, StagingCopy::id);
    }

    Optional<StagingCopy> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The one of a site of which something may be there. */
    Optional<StagingCopy> there(UUID site) {
        return find("site = ?1 and state in ?2", site, StagingState.THERE).firstResultOptional();
    }

    /** Those that are to go: their time is over, or their site is gone or another customer's. */
    List<UUID> over(Instant now) {
        return find(
                        OVER,
                        Parameters.with("served", List.of(StagingState.PREPARING, StagingState.READY))
                                .and("now", now))
                .page(0, A_TURN)
                .stream()
                .map(StagingCopy::id)
                .toList();
    }

    /** Those that somebody has to be at. */
    List<UUID> unfinished() {
        return find("state in ?1", List.of(StagingState.PREPARING, StagingState.REMOVING)).page(0, A_TURN).stream()
                .map(StagingCopy::id)
                .toList();
    }
}
