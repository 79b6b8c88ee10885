package org.gardefou.restore.download;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

/** All downloads. */
@ApplicationScoped
class Downloads implements PanacheRepositoryBase<Download, UUID> {

    /** What one turn of the tidying takes up. */
    private static final int A_TURN = 200;

    Optional<Download> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Download> page(@Nullable UUID site, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .newestFirst(this, request, Download::id);
    }

    Optional<Download> locked(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<Download> preparing(UUID site) {
        return find("site = ?1 and state = ?2", site, Download.State.PREPARING).firstResultOptional();
    }

    /** When those of a site were asked for that customers and panels wanted since a moment, oldest first. */
    List<Instant> askedSince(UUID site, Instant since) {
        return find(
                        "site = ?1 and requestedAt > ?2 and requestedRole in ('customer', 'panel') order by requestedAt",
                        site,
                        since)
                .page(0, A_TURN)
                .stream()
                .map(Download::requestedAt)
                .toList();
    }

    List<Download> over(Instant now) {
        return find("state = ?1 and expiresAt <= ?2 order by expiresAt", Download.State.READY, now)
                .page(0, A_TURN)
                .list();
    }

    /** The bytes of all files that are there. */
    long kept() {
        return find("state", Download.State.READY).stream()
                .map(Download::bytes)
                .mapToLong(bytes -> bytes == null ? 0 : bytes)
                .sum();
    }

    /** All that are in a state. */
    Set<UUID> idsIn(Download.State state) {
        return find("state", state).stream().map(Download::id).collect(Collectors.toSet());
    }
}
