package org.gardefou.backup.selection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Which files of one site are backed up, as somebody chose. */
@Entity
@Table(name = "file_selection")
class FileSelection {

    @Id
    private UUID site;

    @JdbcTypeCode(SqlTypes.JSON)
    private Wanted wanted;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected FileSelection() {}

    FileSelection(UUID site, Wanted wanted, Instant now) {
        this.site = site;
        this.wanted = wanted;
        this.changedAt = now;
    }

    void choose(Wanted other, Instant now) {
        wanted = other;
        changedAt = now;
    }

    UUID site() {
        return site;
    }

    Wanted wanted() {
        return wanted;
    }

    Instant changedAt() {
        return changedAt;
    }

    long version() {
        return version;
    }
}
