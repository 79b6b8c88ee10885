package org.gardefou.backup.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** That somebody wants a run to end. It has a row of its own, since the run's is written by whoever is at work on it. */
@Entity
@Table(name = "cancel_order")
class CancelOrder {

    @Id
    private UUID backup;

    @Enumerated(EnumType.STRING)
    @Column(name = "ordered_by")
    private By by;

    @Column(name = "ordered_at")
    private Instant at;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected CancelOrder() {}

    CancelOrder(UUID backup, By by, Instant at) {
        this.backup = backup;
        this.by = by;
        this.at = at;
    }

    /** Who wants it; no name. */
    enum By {
        CUSTOMER,
        PANEL,
        STAFF
    }

    UUID backup() {
        return backup;
    }

    By by() {
        return by;
    }

    Instant at() {
        return at;
    }
}
