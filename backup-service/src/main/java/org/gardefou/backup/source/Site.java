package org.gardefou.backup.source;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A site as the bus tells it: whose it is, and where its files and databases are. */
@Entity
@Table(name = "site")
public class Site {

    @Id
    private UUID site;

    private UUID server;
    private UUID customer;

    @Nullable private UUID connection;

    private String name;
    private String root;

    @Column(name = "document_root")
    private String documentRoot;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<SiteDatabase> databases;

    @Column(name = "told_at")
    private Instant toldAt;

    private boolean removed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Site() {}

    Site(SourceListener.SiteTold told) {
        this.site = told.site();
        this.toldAt = Instant.EPOCH;
        this.server = told.server();
        this.customer = told.customer();
        this.name = told.name();
        this.root = told.root();
        this.documentRoot = told.documentRoot();
        this.databases = List.of();
        told(told);
    }

    /** A database of a site, and the name of the database server it is on. */
    public record SiteDatabase(String name, String server) {}

    final void told(SourceListener.SiteTold told) {
        if (told.at().isBefore(toldAt)) return;
        server = told.server();
        customer = told.customer();
        connection = told.connection();
        name = told.name();
        root = told.root();
        documentRoot = told.documentRoot();
        databases = List.copyOf(told.databases());
        toldAt = told.at();
        removed = false;
    }

    void removed(Instant at) {
        if (at.isBefore(toldAt)) return;
        toldAt = at;
        removed = true;
    }

    /** The time of the newest event about it. */
    public Instant toldAt() {
        return toldAt;
    }

    public UUID site() {
        return site;
    }

    public UUID server() {
        return server;
    }

    public UUID customer() {
        return customer;
    }

    public Optional<UUID> connection() {
        return Optional.ofNullable(connection);
    }

    public String name() {
        return name;
    }

    /** The folder above the document root, absolute. */
    public String root() {
        return root;
    }

    public String documentRoot() {
        return documentRoot;
    }

    public List<SiteDatabase> databases() {
        return databases;
    }

    public boolean gone() {
        return removed;
    }
}
