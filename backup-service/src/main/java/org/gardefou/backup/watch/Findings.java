package org.gardefou.backup.watch;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.restorepoint.PointsErased;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.gardefou.kit.permission.Visibility;
import org.jspecify.annotations.Nullable;

/** What looks, or looked, wrong with the backups of all sites. */
@ApplicationScoped
class Findings implements PanacheRepositoryBase<Finding, UUID> {

    List<Finding> open(UUID site) {
        return list("site = ?1 and closedAt is null", site);
    }

    Optional<Finding> visible(UUID id, Visibility visibility) {
        Visibility.Condition mine = visibility.whereOfSite("customer", Sites.OF_CONNECTION);
        return find("id = :id and " + mine.hql(), mine.and("id", id)).firstResultOptional();
    }

    Page<Finding> page(
            @Nullable UUID site,
            Signal.@Nullable Kind kind,
            boolean closedToo,
            Visibility visibility,
            PageRequest request) {
        Listing listing = Listing.of(visibility.whereOfSite("customer", Sites.OF_CONNECTION))
                .with("site", site)
                .with("kind", kind);
        return (closedToo ? listing : listing.where("closedAt is null")).newestFirst(this, request, Finding::id);
    }

    void erased(@Observes PointsErased news) {
        list("site", news.site()).forEach(Finding::erased);
    }
}
