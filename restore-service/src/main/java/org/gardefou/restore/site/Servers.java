package org.gardefou.restore.site;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The servers that the bus told of. */
@ApplicationScoped
class Servers implements PanacheRepositoryBase<Server, UUID> {

    Server known(UUID id) {
        return findByIdOptional(id).orElseGet(() -> {
            Server fresh = new Server(id, Instant.EPOCH);
            persist(fresh);
            return fresh;
        });
    }
}
