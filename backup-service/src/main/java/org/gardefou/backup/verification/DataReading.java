package org.gardefou.backup.verification;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When one part of a repository's data was read. */
@Entity
@Table(name = "data_reading")
class DataReading {

    @EmbeddedId
    private Key key;

    private int parts;

    @Column(name = "tried_at")
    private Instant triedAt;

    @Column(name = "whole_at")
    @Nullable private Instant wholeAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected DataReading() {}

    DataReading(UUID site, int part, int parts) {
        this.key = new Key(site, part);
        this.parts = parts;
        this.triedAt = Instant.EPOCH;
    }

    /** Which part of which repository. */
    @Embeddable
    record Key(UUID site, int part) implements Serializable {}

    /** It was read; that it was damaged takes back what was known of it. */
    void read(boolean whole, int ofParts, Instant begun) {
        parts = ofParts;
        triedAt = begun;
        wholeAt = whole ? begun : null;
    }

    int part() {
        return key.part();
    }

    int parts() {
        return parts;
    }

    Instant triedAt() {
        return triedAt;
    }

    Optional<Instant> wholeAt() {
        return Optional.ofNullable(wholeAt);
    }
}
