package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    @Column(name = "host_restores")
    @Nullable private Boolean hostRestores;

    @Nullable private UUID contract;

    @Column(name = "terms_version")
    @Nullable private UUID termsVersion;

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

    void promised(SiteListener.ContractTold told) {
        if (contractAt != null && told.at().isBefore(contractAt)) return;
        selfService = told.selfService();
        hostRestores = told.hostRestores();
        contract = told.contract();
        termsVersion = told.terms() == null ? null : told.terms().version();
        contractAt = told.at();
    }

    void promisesOver(Instant at) {
        if (contractAt != null && at.isBefore(contractAt)) return;
        selfService = false;
        hostRestores = false;
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

    /** The contract by which the hoster restores the site without asking each time, as one of the managed tasks; empty: it asks. */
    public Optional<HostRestores> hostRestores() {
        return Boolean.TRUE.equals(hostRestores) && contract != null
                ? Optional.of(new HostRestores(contract, HostRestores.MANAGED_TASKS, termsVersion))
                : Optional.empty();
    }

    /**
     * By what the hoster restores without asking.
     *
     * @param clause the clause's code
     * @param termsVersion the accepted version that holds it; null when it was not told
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HostRestores(
            UUID contract,
            @Schema(examples = "C08") String clause,
            @Nullable UUID termsVersion) {

        /** The clause on managed tasks, which the contract's promises fill. */
        static final String MANAGED_TASKS = "C08";
    }

    /** Where the site is and what it is made of, in one text: when it differs, what was seen of the site was of another place. */
    public String place() {
        return String.join(
                "\n",
                String.valueOf(server),
                String.valueOf(documentRoot),
                String.valueOf(url),
                String.join(",", schemas()));
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
