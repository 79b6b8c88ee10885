package org.gardefou.diagnostics.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

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
}
