package org.gardefou.restore.site;

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

    void told(String kind, List<DatabaseServer> servers, Instant when) {
        if (when.isBefore(at)) return;
        access = kind;
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

    String access() {
        return removed ? "REMOVED" : access;
    }

    Optional<DatabaseServer> database(String name) {
        return databases.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
