package org.gardefou.backup.repository;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** What is known of the repositories. */
@ApplicationScoped
class RepositoryRows implements PanacheRepositoryBase<Repository, UUID> {

    private static final Keyset BY_SITE = Keyset.oldestFirst("site");

    Page<Repository> page(@Nullable UUID destination, @Nullable String kek, PageRequest request) {
        return Listing.all()
                .with("destination", destination)
                .with("kek", kek)
                .page(
                        this,
                        request,
                        BY_SITE,
                        cursor -> List.of(cursor.uuid(0)),
                        repository -> Cursor.after(repository.site()));
    }
}
