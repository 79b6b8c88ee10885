package org.gardefou.access.postgres;

import java.util.Collection;
import java.util.Optional;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.host.Host;

/** Databases on a server, made for sites. Needs the rights of an administrator who may make roles and databases. */
public final class HostedDatabases {

    private final Client client;

    /** On the server to which the administration's credentials lead from the host. */
    public HostedDatabases(Host host, Credentials administration, DatabaseLimits limits) {
        this.client = new Client(host, administration, limits);
    }

    /** Why the server does not answer; empty where it does. */
    public Optional<String> away() {
        try {
            client.tell(PostgresDatabase.MAINTENANCE, "SELECT 1;");
            return Optional.empty();
        } catch (PostgresException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Makes a role that can do nothing but own these databases, and them, empty. */
    public void make(String role, Collection<String> databases) throws PostgresException {
        client.tell(PostgresDatabase.MAINTENANCE, "CREATE ROLE " + Quoting.name(role) + " NOLOGIN;");
        for (String database : databases) {
            client.tell(
                    PostgresDatabase.MAINTENANCE,
                    "CREATE DATABASE " + Quoting.name(database) + " OWNER " + Quoting.name(role) + ";");
        }
    }
}
