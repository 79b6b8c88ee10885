package org.gardefou.restore.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.permission.Visibility;

/** The sites that the bus told of. */
@ApplicationScoped
public class HostedSites implements PanacheRepositoryBase<HostedSite, UUID> {

    /** In a query about what belongs to sites, by its field {@code site}: what is of a connection's sites, see {@link Visibility#whereOfSite}. */
    public static final String OF_CONNECTION =
            "site in (select s.site from HostedSite s where s.connection = :visibleTo)";

    /** The site if the caller may see it. */
    public Optional<HostedSite> visible(UUID site, Visibility visibility) {
        Visibility.Condition mine = visibility.where("customer", "connection");
        return find(
                        "site = :site and removed = false and customer is not null and " + mine.hql(),
                        mine.and("site", site))
                .firstResultOptional();
    }

    /** Other sites of a server. */
    List<HostedSite> besides(UUID site, UUID server) {
        return list("server = ?1 and site <> ?2 and removed = false", server, site);
    }

    HostedSite known(UUID site) {
        return findByIdOptional(site).orElseGet(() -> {
            HostedSite fresh = new HostedSite(site);
            persist(fresh);
            return fresh;
        });
    }
}
