package org.gardefou.diagnostics.connection;

import java.util.Set;
import java.util.UUID;

/**
 * A connection as far as what it sends is judged by it.
 *
 * @param vouches whether it is believed that the hoster's staff or its jobs changed a site
 * @param sites those that it may report for beside those that name it
 * @param servers those for all of whose sites it may report
 */
public record PanelConnection(UUID id, Connection.Kind kind, boolean vouches, Set<UUID> sites, Set<UUID> servers) {

    public PanelConnection {
        sites = Set.copyOf(sites);
        servers = Set.copyOf(servers);
    }
}
