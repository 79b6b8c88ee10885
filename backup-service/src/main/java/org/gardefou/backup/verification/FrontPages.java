package org.gardefou.backup.verification;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** What the sites' front pages looked like. */
@ApplicationScoped
class FrontPages implements PanacheRepositoryBase<FrontPage, UUID> {

    void seen(UUID site, UUID point, Marker marker, Instant now) {
        FrontPage known = findById(site);
        FrontPage page = known == null ? new FrontPage(site) : known;
        page.seen(point, marker, now);
        if (known == null) persist(page);
    }
}
