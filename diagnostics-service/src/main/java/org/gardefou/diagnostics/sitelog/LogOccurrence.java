package org.gardefou.diagnostics.sitelog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A trouble that stands in the logs of a site, however often. Written by {@link LogOccurrences#add} alone. */
@Entity
@Immutable
@Table(name = "log_occurrence")
class LogOccurrence {

    @Id
    private UUID id;

    private UUID site;

    @SuppressWarnings("UnusedVariable") // Asked for in queries.
    private UUID customer;

    @Nullable private UUID upload;

    @SuppressWarnings("UnusedVariable") // Asked for in queries.
    private String fingerprint;

    private String signature;

    @Enumerated(EnumType.STRING)
    private LogKind kind;

    @Nullable private String file;

    @Nullable private Integer line;

    private long count;

    @Column(name = "first_seen")
    private Instant firstSeen;

    @Column(name = "last_seen")
    private Instant lastSeen;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<LogGroup.Sample> samples;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LogOccurrence() {}

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    @Nullable UUID upload() {
        return upload;
    }

    String signature() {
        return signature;
    }

    LogKind kind() {
        return kind;
    }

    @Nullable String file() {
        return file;
    }

    @Nullable Integer line() {
        return line;
    }

    long count() {
        return count;
    }

    Instant firstSeen() {
        return firstSeen;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    List<LogGroup.Sample> samples() {
        return List.copyOf(samples);
    }
}
