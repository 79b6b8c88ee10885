package org.gardefou.diagnostics.connection;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The panels. */
@ApplicationScoped
public class Connections implements PanacheRepositoryBase<Connection, UUID> {

    private static final Keyset KEYS = Keyset.oldestFirst("id");

    /** What counts of a connection for what it sends. */
    public Optional<PanelConnection> panel(UUID id) {
        return findByIdOptional(id)
                .map(found -> new PanelConnection(
                        found.id(),
                        found.kind(),
                        found.vouchesForHoster(),
                        Set.copyOf(found.sites()),
                        Set.copyOf(found.servers())));
    }

    Page<Connection> page(PageRequest request) {
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.uuid(0))));
        List<Connection> rows = find(behind.hql() + KEYS.orderBy(), behind.parameters())
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, connection -> Cursor.after(connection.id()));
    }
}
