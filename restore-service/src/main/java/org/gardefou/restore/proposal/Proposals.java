package org.gardefou.restore.proposal;

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

/** All proposals. */
@ApplicationScoped
class Proposals implements PanacheRepositoryBase<Proposal, UUID> {

    /** What one turn of the sweep takes up. */
    private static final int A_TURN = 200;

    /** Active ones whose time is over, whose restore point cannot be used any more, or whose site is gone or another's. */
    private static final String OVER = """
            from Proposal p where p.state in :active and (p.expiresAt <= :now
                or p.restorePoint in (select r.id from RestorePoint r where r.expiredAt is not null or r.corruptAt is not null)
                or exists (select s.site from HostedSite s where s.site = p.site
                    and (s.removed = true or s.customer is null or s.customer <> p.customer)))
            order by p.expiresAt""";

    Optional<Proposal> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Proposal> page(
            @Nullable UUID site,
            @Nullable UUID supportCase,
            @Nullable ProposalState state,
            Visibility visibility,
            PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .with("supportCase", supportCase)
                .with("state", state)
                .newestFirst(this, request, Proposal::id);
    }

    Optional<Proposal> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The one that waits for somebody of a site, locked. */
    Optional<Proposal> active(UUID site) {
        return find("site = ?1 and state in ?2", site, ProposalState.ACTIVE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Those that wait for somebody in a case, locked. */
    List<Proposal> activeIn(UUID supportCase) {
        return find("supportCase = ?1 and state in ?2", supportCase, ProposalState.ACTIVE)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Those that cannot be confirmed any more; not locked. */
    List<UUID> over(Instant now) {
        return find(OVER, Parameters.with("active", ProposalState.ACTIVE).and("now", now)).page(0, A_TURN).stream()
                .map(Proposal::id)
                .toList();
    }
}
