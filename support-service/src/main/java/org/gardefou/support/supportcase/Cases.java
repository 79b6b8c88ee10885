package org.gardefou.support.supportcase;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.gardefou.support.contract.HostedSites;
import org.jspecify.annotations.Nullable;

/** The cases. */
@ApplicationScoped
public class Cases implements PanacheRepositoryBase<SupportCase, UUID> {

    private static final Keyset KEYS = Keyset.newestFirst("openedAt", "id");

    /** A case if the caller may see it. */
    public Optional<SupportCase> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", HostedSites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    /** The cases of a site that wait for somebody. */
    List<SupportCase> open(UUID site) {
        return list("site = ?1 and resolvedAt is null and status <> ?2 order by openedAt", site, CaseStatus.CLOSED);
    }

    Page<SupportCase> page(
            @Nullable UUID site, @Nullable CaseStatus status, Visibility visibility, PageRequest request) {
        return Listing.of(visibility.whereOfSite("customer", HostedSites.OF_CONNECTION))
                .with("site", site)
                .with("status", status)
                .page(
                        this,
                        request,
                        KEYS,
                        cursor -> List.of(cursor.instant(0), cursor.uuid(1)),
                        found -> Cursor.after(found.openedAt(), found.id()));
    }

    /** The case as it is now, and one transaction at a time that changes what is in it. */
    void lock(SupportCase found) {
        getEntityManager().refresh(found, LockModeType.PESSIMISTIC_WRITE);
    }
}
