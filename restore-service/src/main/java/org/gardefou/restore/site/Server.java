package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
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

/** A server on which sites live. */
@Entity
@Table(name = "server")
class Server {

    @Id
    private UUID server;

    private String access;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private SshAddress ssh;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<DatabaseServer> databases;

    private Instant at;
    private boolean removed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Server() {}

    Server(UUID server, Instant at) {
        this.server = server;
        this.access = "UNKNOWN";
        this.databases = List.of();
        this.at = at;
    }

    /**
     * One database server of it.
     *
     * @param name by which sites call it
     * @param engine MariaDB where it is not said
     * @param adminSecret the name of the secret with its administration
     */
    record DatabaseServer(
            String name,
            @Nullable Engine engine,
            @Nullable String host,
            int port,
            @Nullable String socket,
            String adminSecret) {}

    /**
     * How another machine is reached.
     *
     * @param key the name of the secret with the private key of the login
     * @param hostKeys by which the machine is known
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SshAddress(String host, int port, String user, String key, List<String> hostKeys) {}

    void told(String kind, @Nullable SshAddress address, List<DatabaseServer> servers, Instant when) {
        if (when.isBefore(at)) return;
        access = kind;
        ssh = address;
        databases = List.copyOf(servers);
        at = when;
        removed = false;
    }

    void gone(Instant when) {
        if (when.isBefore(at)) return;
        at = when;
        removed = true;
    }

    boolean isHere() {
        return !removed && access.equals("LOCAL");
    }

    /** Empty when it is this machine, when it is gone, and as long as nobody told how it is reached. */
    Optional<SshAddress> ssh() {
        return removed ? Optional.empty() : Optional.ofNullable(ssh);
    }

    UUID server() {
        return server;
    }

    String access() {
        return removed ? "REMOVED" : access;
    }

    Optional<DatabaseServer> database(String name) {
        return databases.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
