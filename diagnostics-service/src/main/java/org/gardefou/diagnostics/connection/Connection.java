package org.gardefou.diagnostics.connection;

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
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A panel that speaks for sites: its token carries this id. */
@Entity
@Table(name = "connection")
public class Connection {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "vouches_for_hoster")
    private boolean vouchesForHoster;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> sites;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> servers;

    @Column(name = "made_at")
    private Instant madeAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Connection() {}

    Connection(UUID id, String name, Kind kind, boolean vouchesForHoster, Instant madeAt) {
        this.sites = List.of();
        this.servers = List.of();
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.vouchesForHoster = vouchesForHoster;
        this.madeAt = madeAt;
    }

    /** What kind of panel it is. */
    public enum Kind {
        CPANEL,
        PLESK,
        DIRECTADMIN,
        WHMCS,
        HESTIACP,
        /** In the customer's own hands: what it says of the hoster is the customer's word. */
        WORDPRESS,
        OTHER
    }

    /**
     * From now on it is called and believed so; what it reported before stays as it was taken then.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when a panel in the customer's hands would vouch
     */
    void change(String name, boolean vouchesForHoster) {
        if (vouchesForHoster && kind == Kind.WORDPRESS) {
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "A connection of the kind WORDPRESS cannot vouch for the hoster: its token is in the customer's hands."
                            + " Leave vouchesForHoster out, or make a connection for the hoster's own panel.");
        }
        this.name = name;
        this.vouchesForHoster = vouchesForHoster;
    }

    /**
     * From now on it may report for these, beside the sites that name it.
     *
     * @param servers for all sites that are on them
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when a panel in the customer's hands would have a server
     */
    void reach(List<UUID> sites, List<UUID> servers) {
        if (!servers.isEmpty() && kind == Kind.WORDPRESS) {
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "A connection of the kind WORDPRESS cannot report for a whole server: its secret is in the customer's hands. Name its sites.");
        }
        this.sites = sites.stream().distinct().toList();
        this.servers = servers.stream().distinct().toList();
    }

    /** The sites that it may report for, beside those that name it. */
    List<UUID> sites() {
        return sites;
    }

    /** The servers for all of whose sites it may report. */
    List<UUID> servers() {
        return servers;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    /** Whether it may say that the hoster's staff or automatic jobs changed a site. */
    boolean vouchesForHoster() {
        return vouchesForHoster;
    }

    Instant madeAt() {
        return madeAt;
    }

    long version() {
        return version;
    }
}
