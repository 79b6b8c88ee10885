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

    /**
     * Whether a site's backups were erased before. What could not be deleted then still lies where it was. The tables are one database's;
     * the rooms need not know each other for it.
     */
    boolean erasedBefore(UUID site) {
        return !getEntityManager()
                .createNativeQuery("select 1 from erasure where site = ?1 and state = 'COMPLETED' limit 1")
                .setParameter(1, site)
                .getResultList()
                .isEmpty();
    }

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
