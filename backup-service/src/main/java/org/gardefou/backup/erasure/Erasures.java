package org.gardefou.backup.erasure;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.erasure.Erasure.State;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** All erasures, with their certificates. */
@ApplicationScoped
class Erasures implements PanacheRepositoryBase<Erasure, UUID> {

    Optional<Erasure> runningOf(UUID site) {
        return find("site = ?1 and state = ?2", site, State.RUNNING).firstResultOptional();
    }

    Page<Erasure> page(@Nullable UUID site, @Nullable State state, PageRequest request) {
        return Listing.all().with("site", site).with("state", state).newestFirst(this, request, Erasure::id);
    }
}
