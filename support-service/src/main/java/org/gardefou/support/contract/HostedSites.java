package org.gardefou.support.contract;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** The sites that support knows. */
@ApplicationScoped
public class HostedSites implements PanacheRepositoryBase<HostedSite, UUID> {

    /** In a query about what belongs to sites, by its field {@code site}: what is of a connection's sites, see {@link Visibility#whereOfSite}. */
    public static final String OF_CONNECTION =
            "site in (select s.site from HostedSite s where s.connection = :visibleTo)";

    /** The site if the caller may see it. */
    public Optional<HostedSite> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find("site = :site and removed = false and " + mine.hql(), mine.and("site", site))
                .firstResultOptional();
    }

    /** Lets one transaction at a time decide about a site; the others wait here for its end. */
    public void lock(HostedSite site) {
        getEntityManager().lock(site, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The site, made known by its id alone if it is heard of for the first time. */
    public HostedSite known(UUID site) {
        return findByIdOptional(site).orElseGet(() -> {
            HostedSite fresh = new HostedSite(site);
            persist(fresh);
            return fresh;
        });
    }
}
