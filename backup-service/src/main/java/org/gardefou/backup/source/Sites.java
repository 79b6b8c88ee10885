package org.gardefou.backup.source;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** The sites that backups are made of. */
@ApplicationScoped
public class Sites implements PanacheRepositoryBase<Site, UUID> {

    /** In a query about what belongs to sites, as the field {@code site} says: those of a connection, see {@link Visibility#whereOfSite}. */
    public static final String OF_CONNECTION = "site in (select s.site from Site s where s.connection = :visibleTo)";

    /** The site if the caller may see it and it is still there. */
    public Optional<Site> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find("site = :site and removed = false and " + mine.hql(), mine.and("site", site))
                .firstResultOptional();
    }

    /** Lets one transaction at a time decide about a site; the others wait here for its end. */
    public void lock(Site site) {
        getEntityManager().lock(site, LockModeType.PESSIMISTIC_WRITE);
    }
}
