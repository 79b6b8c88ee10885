package org.gardefou.diagnostics.connection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a connection was last heard. Written by statements of {@link Pulses}, read here. */
@Entity
@Table(name = "connection_pulse")
class Pulse {

    @Id
    private UUID connection;

    @Column(name = "heard_at")
    private Instant heardAt;

    @Column(name = "silent_since")
    @Nullable private Instant silentSince;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Pulse() {}

    UUID connection() {
        return connection;
    }

    Instant heardAt() {
        return heardAt;
    }

    @Nullable Instant silentSince() {
        return silentSince;
    }
}
