package org.gardefou.diagnostics.server;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.diagnostics.server.DatabaseServer.Engine;
import org.gardefou.kit.paging.Cursor;
import org.gardefou.kit.paging.Keyset;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageRequest;

/** The registered servers. */
@ApplicationScoped
public class Servers implements PanacheRepositoryBase<Server, UUID> {

    private static final Keyset KEYS = Keyset.oldestFirst("id");

    /** Whether there is such a server with such a database server. */
    public boolean hasDatabaseServer(UUID server, String databaseServer) {
        Server known = findById(server);
        return known != null && known.hasDatabaseServer(databaseServer);
    }

    /**
     * Where the server's database servers of MariaDB or MySQL listen.
     *
     * @param names only these; all of the server's where no name is given
     */
    public List<DatabaseAddress> mariaDbAddresses(UUID server, Set<String> names) {
        Server known = findById(server);
        if (known == null) return List.of();
        return known.databases().stream()
                .filter(database -> database.speaks(Engine.MARIADB))
                .filter(database -> names.isEmpty() || names.contains(database.name()))
                .map(database -> DatabaseAddress.of(database.host(), database.port()))
                .toList();
    }

    /** Where the server's database servers listen, by their names. */
    public Map<String, DatabaseAddress> databaseServers(UUID server) {
        Server known = findById(server);
        if (known == null) return Map.of();
        return known.databases().stream()
                .collect(Collectors.toMap(
                        DatabaseServer::name,
                        database -> DatabaseAddress.of(database.host(), database.port()),
                        (first, again) -> first));
    }

    /** The names of the server's database servers of PostgreSQL. */
    public Set<String> postgresServers(UUID server) {
        Server known = findById(server);
        if (known == null) return Set.of();
        return known.databases().stream()
                .filter(database -> database.speaks(Engine.POSTGRESQL))
                .map(DatabaseServer::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the server is another machine than the one this service runs on. */
    public boolean isElsewhere(UUID server) {
        Server known = findById(server);
        return known != null && known.access() != Server.AccessKind.LOCAL;
    }

    /** The folders below which the server's sites lie. */
    public List<Path> siteRoots(UUID server) {
        Server known = findById(server);
        return known == null
                ? List.of()
                : known.siteRoots().stream().map(Path::of).toList();
    }

    /**
     * Whether there is such a server. One transaction at a time decides about the sites on it; the others wait here for its end, so that
     * two sites which cannot be beside each other are not registered at once.
     */
    public boolean lock(UUID server) {
        return findById(server, LockModeType.PESSIMISTIC_WRITE) != null;
    }

    Page<Server> page(PageRequest request) {
        Keyset.Condition behind = KEYS.behind(request.after().map(c -> List.of(c.uuid(0))));
        List<Server> rows = find(behind.hql() + KEYS.orderBy(), behind.parameters())
                .range(0, request.limit())
                .list();
        return Page.of(rows, request, server -> Cursor.after(server.id()));
    }
}
