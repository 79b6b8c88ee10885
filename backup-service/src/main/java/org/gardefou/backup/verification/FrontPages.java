package org.gardefou.backup.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.access.apart.Marker;
import org.gardefou.backup.restorepoint.PointsErased;

/** What the sites' front pages looked like. */
@ApplicationScoped
class FrontPages implements PanacheRepositoryBase<FrontPage, UUID> {

    void seen(UUID site, UUID point, Marker marker, Instant now) {
        FrontPage known = findById(site);
        FrontPage page = known == null ? new FrontPage(site) : known;
        page.seen(point, marker, now);
        if (known == null) persist(page);
    }

    /** What it shows is what its backups held. */
    void erased(@Observes PointsErased news) {
        deleteById(news.site());
    }
}
