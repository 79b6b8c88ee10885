package org.gardefou.backup.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** All orders to end a run. */
@ApplicationScoped
class CancelOrders implements PanacheRepositoryBase<CancelOrder, UUID> {

    /** Which of these runs somebody wants to end. */
    List<UUID> among(Collection<UUID> backups) {
        return list("backup in ?1", backups).stream().map(CancelOrder::backup).toList();
    }
}
