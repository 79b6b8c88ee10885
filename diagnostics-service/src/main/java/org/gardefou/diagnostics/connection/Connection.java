package org.gardefou.diagnostics.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

/** A panel that speaks for sites: its token carries this id. */
@Entity
@Table(name = "connection")
class Connection {

    @Id
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "vouches_for_hoster")
    private boolean vouchesForHoster;

    @Column(name = "made_at")
    private Instant madeAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Connection() {}

    Connection(UUID id, String name, Kind kind, boolean vouchesForHoster, Instant madeAt) {
        this.id = id;
        this.name = name;
        this.kind = kind;
        this.vouchesForHoster = vouchesForHoster;
        this.madeAt = madeAt;
    }

    /** What kind of panel it is. */
    enum Kind {
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
