package org.gardefou.diagnostics.server;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A machine that sites are on. */
@Entity
@Table(name = "server")
class Server {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private AccessKind access;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private SshAddress ssh;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<DatabaseServer> databases;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "site_roots")
    private List<String> siteRoots;

    @Column(name = "registered_at")
    private Instant registeredAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Server() {}

    Server(
            UUID id,
            String name,
            AccessKind access,
            @Nullable SshAddress ssh,
            List<DatabaseServer> databases,
            List<String> siteRoots,
            Instant now) {
        this.id = id;
        this.name = name;
        this.access = access;
        this.ssh = ssh;
        this.databases = List.copyOf(databases);
        this.siteRoots = List.copyOf(siteRoots);
        this.registeredAt = now;
    }

    /** How a server is reached. */
    enum AccessKind {
        /** The services run on it. */
        LOCAL,
        /** It is another machine. */
        SSH
    }

    void reachedBy(AccessKind newAccess, @Nullable SshAddress newSsh) {
        access = newAccess;
        ssh = newSsh;
    }

    void change(String newName, List<DatabaseServer> newDatabases, List<String> newSiteRoots) {
        name = newName;
        databases = List.copyOf(newDatabases);
        siteRoots = List.copyOf(newSiteRoots);
    }

    boolean hasDatabaseServer(String wanted) {
        return databases.stream().anyMatch(known -> known.name().equals(wanted));
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    AccessKind access() {
        return access;
    }

    @Nullable SshAddress ssh() {
        return ssh;
    }

    List<DatabaseServer> databases() {
        return databases;
    }

    /** The folders below which its sites lie. */
    List<String> siteRoots() {
        return siteRoots;
    }

    Instant registeredAt() {
        return registeredAt;
    }

    long version() {
        return version;
    }
}
