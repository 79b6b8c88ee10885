package org.gardefou.backup.restorepoint;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** All legal holds, those that have ended too. */
@ApplicationScoped
public class LegalHolds implements PanacheRepositoryBase<LegalHold, UUID>, ErasureObjection {

    /** What of a site is held. */
    record Held(boolean all, Set<UUID> points) {
        boolean holds(UUID point) {
            return all || points.contains(point);
        }
    }

    @Override
    public Optional<String> against(UUID site) {
        return find("site = ?1 and endedAt is null", site)
                .firstResultOptional()
                .map(hold ->
                        "It is under the legal hold %s: end that first, if its reason is gone.".formatted(hold.id()));
    }

    Held of(UUID site) {
        List<LegalHold> standing = list("site = ?1 and endedAt is null", site);
        return new Held(
                standing.stream().anyMatch(hold -> hold.restorePoint().isEmpty()),
                standing.stream().flatMap(hold -> hold.restorePoint().stream()).collect(Collectors.toSet()));
    }

    Page<LegalHold> page(@Nullable UUID site, boolean endedToo, PageRequest request) {
        Listing listing = Listing.all().with("site", site);
        return (endedToo ? listing : listing.where("endedAt is null")).newestFirst(this, request, LegalHold::id);
    }
}
