package org.gardefou.diagnostics.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A signing key of a connection, wrapped. */
@Entity
@Table(name = "webhook_secret")
class WebhookSecret {

    @Id
    private UUID id;

    private UUID connection;
    private byte[] wrapped;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "ends_at")
    @Nullable private Instant endsAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected WebhookSecret() {}

    WebhookSecret(UUID id, UUID connection, byte[] wrapped, Instant madeAt) {
        this.id = id;
        this.connection = connection;
        this.wrapped = wrapped.clone();
        this.madeAt = madeAt;
    }

    /** It ends then, unless it ends before. */
    void end(Instant when) {
        if (endsAt == null || endsAt.isAfter(when)) endsAt = when;
    }

    boolean validAt(Instant moment) {
        return endsAt == null || endsAt.isAfter(moment);
    }

    UUID id() {
        return id;
    }

    UUID connection() {
        return connection;
    }

    byte[] wrapped() {
        return wrapped.clone();
    }

    Instant madeAt() {
        return madeAt;
    }

    /** From when on it counts no more; null: it has no end yet. */
    @Nullable Instant endsAt() {
        return endsAt;
    }
}
