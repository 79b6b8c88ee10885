package org.gardefou.backup.destination;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.paging.Listing;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** The hoster's places. */
@ApplicationScoped
public class Destinations implements PanacheRepositoryBase<Destination, UUID> {

    /** Where the repository of a site on this server is made; empty: where the settings say. */
    public Optional<Destination> forServer(@Nullable UUID server) {
        Optional<Destination> own = server == null
                ? Optional.empty()
                : find("active = true and ?1 member of servers", server).firstResultOptional();
        return own.or(this::standard);
    }

    /** The one for all sites that no other is for. */
    Optional<Destination> standard() {
        return find("standard = true").firstResultOptional();
    }

    /** Others than this that are for one of these servers. */
    List<Destination> othersFor(Set<UUID> servers, UUID id) {
        return servers.isEmpty()
                ? List.of()
                : list(
                        "select distinct d from Destination d join d.servers s where d.id <> ?1 and s in ?2",
                        id,
                        servers);
    }

    boolean named(String name, UUID butNot) {
        return count("name = ?1 and id <> ?2", name, butNot) > 0;
    }

    Page<Destination> page(PageRequest request) {
        return Listing.all().newestFirst(this, request, Destination::id);
    }
}
