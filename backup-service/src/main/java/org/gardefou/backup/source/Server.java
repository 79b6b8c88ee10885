package org.gardefou.backup.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.dump.Engine;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A server as the bus tells it: how its databases are reached. */
@Entity
@Table(name = "server")
class Server {

    @Id
    private UUID server;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private SshAddress ssh;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<DatabaseServer> databases;

    @Column(name = "told_at")
    private Instant toldAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Server() {}

    Server(UUID server) {
        this.server = server;
        this.name = "";
        this.databases = List.of();
        this.toldAt = Instant.EPOCH;
    }

    /**
     * A database server on a server.
     *
     * @param engine MariaDB where it is not said
     * @param adminSecret the name of the secret with the administration's user and password
     */
    record DatabaseServer(
            String name, @Nullable Engine engine, @Nullable String host, int port, String adminSecret) {
        DatabaseServer {
            if (engine == null) engine = Engine.MARIADB;
        }
    }

    /**
     * How another machine is reached.
     *
     * @param key the name of the secret with the private key of the login
     * @param hostKeys by which the machine is known
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SshAddress(String host, int port, String user, String key, List<String> hostKeys) {}

    void told(String newName, @Nullable SshAddress newSsh, List<DatabaseServer> newDatabases, Instant at) {
        if (at.isBefore(toldAt)) return;
        name = newName;
        ssh = newSsh;
        databases = List.copyOf(newDatabases);
        toldAt = at;
    }

    Optional<DatabaseServer> database(String databaseServer) {
        return databases.stream()
                .filter(known -> known.name().equals(databaseServer))
                .findFirst();
    }

    UUID server() {
        return server;
    }

    /** Empty: the server is this machine. */
    Optional<SshAddress> ssh() {
        return Optional.ofNullable(ssh);
    }

    String name() {
        return name;
    }
}
