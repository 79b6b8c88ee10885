package org.gardefou.diagnostics.sitelog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A log that somebody handed in. The log itself is not kept. */
@Entity
@Table(name = "log_upload")
class LogUpload {

    @Id
    private UUID id;

    private UUID site;

    @SuppressWarnings("UnusedVariable") // Asked for in queries.
    private UUID customer;

    @Column(name = "uploaded_at")
    private Instant uploadedAt;

    private long bytes;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LogUpload() {}

    LogUpload(UUID id, UUID site, UUID customer, Instant now, long bytes) {
        this.id = id;
        this.site = site;
        this.customer = customer;
        this.uploadedAt = now;
        this.bytes = bytes;
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    Instant uploadedAt() {
        return uploadedAt;
    }

    long bytes() {
        return bytes;
    }
}
