package org.gardefou.backup.usage;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much the backups of one site, or of all sites of one customer, may take. */
@Entity
@Table(name = "storage_quota")
class Quota {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private Subject subject;

    @Nullable private Long bytes;

    @Version
    private long version;

    /** Whose it is. */
    enum Subject {
        SITE,
        CUSTOMER
    }

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Quota() {}

    Quota(UUID id, Subject subject) {
        this.id = id;
        this.subject = subject;
    }

    /** @param most null: whatever the setting says */
    void set(@Nullable Long most) {
        bytes = most;
    }

    OptionalLong bytes() {
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    UUID id() {
        return id;
    }

    Subject subject() {
        return subject;
    }

    long version() {
        return version;
    }
}
