package org.gardefou.backup.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where one site's backups lie, and the wrapped key that opens them. */
@Entity
@Table(name = "repository")
class Repository {

    @Id
    private UUID site;

    private String location;

    @Column(name = "wrapped_key")
    private byte[] wrappedKey;

    @Column(name = "entered_at")
    private Instant enteredAt;

    @Column(name = "made_at")
    @Nullable private Instant madeAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Repository() {}

    Repository(UUID site, String location, byte[] wrappedKey, Instant enteredAt) {
        this.site = site;
        this.location = location;
        this.wrappedKey = wrappedKey.clone();
        this.enteredAt = enteredAt;
    }

    UUID site() {
        return site;
    }

    /** As restic takes it: a path, {@code sftp:…}, {@code s3:…}. */
    String location() {
        return location;
    }

    byte[] wrappedKey() {
        return wrappedKey.clone();
    }

    Instant enteredAt() {
        return enteredAt;
    }

    /** Whether restic has made it: if it is not there then, it is lost. */
    boolean exists() {
        return madeAt != null;
    }

    void made(Instant now) {
        madeAt = now;
    }
}
