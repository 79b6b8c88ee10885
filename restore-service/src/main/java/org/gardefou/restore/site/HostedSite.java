package org.gardefou.restore.site;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One site and whether its contract lets the customer restore it alone, as far as the bus has told. */
@Entity
@Table(name = "hosted_site")
public class HostedSite {

    @Id
    private UUID site;

    @Nullable private UUID server;

    @Nullable private UUID customer;

    @Column(name = "connection") // read by queries only
    @Nullable private UUID connection;

    @Nullable private String url;

    @Nullable private String root;

    @Column(name = "document_root")
    @Nullable private String documentRoot;

    @Nullable private String owner;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private List<SiteDatabase> databases;

    @Column(name = "php_pid_file")
    @Nullable private String phpPidFile;

    @Column(name = "self_service")
    @Nullable private Boolean selfService;

    @Column(name = "plan")
    @Nullable private String plan;

    @Column(name = "restore_promised")
    private boolean restorePromised;

    @Column(name = "backup_every")
    @Nullable private String backupEvery;

    @Column(name = "site_at")
    @Nullable private Instant siteAt;

    @Column(name = "contract_at")
    @Nullable private Instant contractAt;

    private boolean removed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected HostedSite() {}

    HostedSite(UUID site) {
        this.site = site;
    }

    /**
     * A database of the site.
     *
     * @param name of the schema
     * @param server the name of the database server
     */
    public record SiteDatabase(String name, String server) {}

    void told(SiteListener.SiteTold told) {
        if (siteAt != null && told.at().isBefore(siteAt)) return;
        server = told.server();
        customer = told.customer();
        connection = told.connection();
        url = told.url();
        root = told.root();
        documentRoot = told.documentRoot();
        owner = told.owner();
        databases = told.databases() == null ? List.of() : List.copyOf(told.databases());
        phpPidFile = told.phpPidFile();
        siteAt = told.at();
        removed = false;
    }

    void gone(Instant at) {
        if (siteAt != null && at.isBefore(siteAt)) return;
        siteAt = at;
        removed = true;
    }

    /**
     * What a contract promises.
     *
     * @param code of its plan; null when it has ended
     * @param restores whether it promises them at all
     * @param every how often a backup is promised, in ISO 8601; null where none is
     */
    record Promised(
            @Nullable String code,
            boolean selfService,
            boolean restores,
            @Nullable String every) {

        static final Promised NOTHING = new Promised(null, false, false, null);
    }

    void promised(Promised told, Instant at) {
        if (contractAt != null && at.isBefore(contractAt)) return;
        selfService = told.selfService();
        plan = told.code();
        restorePromised = told.restores();
        backupEvery = told.every();
        contractAt = at;
    }

    public UUID site() {
        return site;
    }

    public boolean removed() {
        return removed;
    }

    public @Nullable UUID customer() {
        return customer;
    }

    /** Whether the contract promises that the customer may restore without the hoster. */
    public boolean selfService() {
        return Boolean.TRUE.equals(selfService);
    }

    /** Whether the contract promises restores at all, by the customer alone or with help. */
    public boolean restorePromised() {
        return restorePromised;
    }

    /** The code of its plan; null where no contract was told of since plans are known here, or it has ended. */
    public @Nullable String plan() {
        return plan;
    }

    /** How often a backup is promised, in ISO 8601: how old the newest point may be; null where none is, or it is not known. */
    public @Nullable String backupEvery() {
        return backupEvery;
    }

    @Nullable UUID server() {
        return server;
    }

    @Nullable String url() {
        return url;
    }

    @Nullable String root() {
        return root;
    }

    @Nullable String documentRoot() {
        return documentRoot;
    }

    @Nullable String owner() {
        return owner;
    }

    /** The names of its databases. */
    public List<String> schemas() {
        return databases().stream().map(SiteDatabase::name).toList();
    }

    List<SiteDatabase> databases() {
        return databases == null ? List.of() : databases;
    }

    @Nullable String phpPidFile() {
        return phpPidFile;
    }
}
