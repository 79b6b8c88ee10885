package org.gardefou.restore.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
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

    @Column(name = "plan")
    @Nullable private String plan;

    @Column(name = "restore_promised")
    private boolean restorePromised;

    @Column(name = "backup_every")
    @Nullable private String backupEvery;

    @Column(name = "host_restores")
    @Nullable private Boolean hostRestores;

    @Nullable private UUID contract;

    @Column(name = "terms_version")
    @Nullable private UUID termsVersion;

    @Column(name = "site_at")
    @Nullable private Instant siteAt;

    @Column(name = "contract_at")
    @Nullable private Instant contractAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private List<Place> former;

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

    /** Where a site was: restore points of then have its files by the names of that place. */
    record Place(UUID server, String root, String documentRoot) {}

    /** Places that are remembered: restore points of earlier ones have expired. */
    private static final int MOST_PLACES = 10;

    void told(SiteListener.SiteTold told) {
        if (siteAt != null && told.at().isBefore(siteAt)) return;
        leave(new Place(told.server(), told.root(), told.documentRoot()));
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

    /** Remembers where it was, if that was another place than the one it goes to. */
    private void leave(Place next) {
        Place now = here();
        if (now == null || now.equals(next)) return;
        List<Place> places = new ArrayList<>(List.of(now));
        formerPlaces().stream().filter(one -> !one.equals(now)).forEach(places::add);
        former = places.stream()
                .filter(one -> !one.equals(next))
                .limit(MOST_PLACES)
                .toList();
    }

    private @Nullable Place here() {
        return server == null || root == null || documentRoot == null ? null : new Place(server, root, documentRoot);
    }

    /** Where it was before, the latest first. */
    List<Place> formerPlaces() {
        return former == null ? List.of() : former;
    }

    /** Where it has been: now, then before, the latest first. */
    List<Place> places() {
        List<Place> all = new ArrayList<>(formerPlaces());
        Place now = here();
        if (now != null) all.addFirst(now);
        return List.copyOf(all);
    }

    void gone(Instant at) {
        if (siteAt != null && at.isBefore(siteAt)) return;
        siteAt = at;
        removed = true;
    }

    /**
     * What a contract promises.
     *
     * @param contract null when it has ended
     * @param code of its plan; null when it has ended
     * @param restores whether it promises them at all
     * @param byHost whether the hoster restores without asking each time
     * @param every how often a backup is promised, in ISO 8601; null where none is
     * @param termsVersion the accepted version; null when it was not told
     */
    record Promised(
            @Nullable UUID contract,
            @Nullable String code,
            boolean selfService,
            boolean restores,
            boolean byHost,
            @Nullable String every,
            @Nullable UUID termsVersion) {

        static final Promised NOTHING = new Promised(null, null, false, false, false, null, null);
    }

    void promised(Promised told, Instant at) {
        if (contractAt != null && at.isBefore(contractAt)) return;
        contract = told.contract();
        plan = told.code();
        selfService = told.selfService();
        restorePromised = told.restores();
        hostRestores = told.byHost();
        backupEvery = told.every();
        termsVersion = told.termsVersion();
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
