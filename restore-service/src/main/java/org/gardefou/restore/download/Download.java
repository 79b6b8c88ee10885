package org.gardefou.restore.download;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What somebody asked to have packed of a restore point. */
@Entity
@Table(name = "download")
class Download {

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> paths;

    @Column(name = "database_name")
    @Nullable private String database;

    @Enumerated(EnumType.STRING)
    private Format format;

    @Column(name = "requested_role")
    private String requestedRole;

    @Column(name = "requested_by") // for those who look into the database
    private String requestedBy;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "ready_at")
    @Nullable private Instant readyAt;

    @Column(name = "expires_at")
    @Nullable private Instant expiresAt;

    @Column(name = "fetched_at")
    @Nullable private Instant fetchedAt;

    @Nullable private Long bytes;

    @Nullable private Long entries;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "left_out")
    private List<String> leftOut;

    @Column(name = "left_out_count")
    private long leftOutCount;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Why failure;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Download() {}

    Download(UUID id, Asked asked, UUID customer, String role, String subject, Instant now) {
        this.id = id;
        this.site = asked.site();
        this.customer = customer;
        this.restorePoint = asked.restorePoint();
        this.paths = asked.paths();
        this.database = asked.database();
        this.format = asked.format();
        this.requestedRole = role;
        this.requestedBy = subject;
        this.state = State.PREPARING;
        this.requestedAt = now;
        this.leftOut = List.of();
    }

    /**
     * What is asked for.
     *
     * @param paths absolute within the point; empty: everything, unless a database is asked for
     */
    record Asked(
            UUID site,
            UUID restorePoint,
            List<String> paths,
            @Nullable String database,
            Format format) {}

    /** How far it is. */
    @Schema(name = "DownloadState")
    enum State {
        PREPARING,
        READY,
        FAILED,
        WITHDRAWN,
        EXPIRED
    }

    /** Why it failed. */
    @Schema(name = "DownloadFailure")
    record Why(FailureCode code, Text text) {}

    void ready(Packed packed, Instant now, Instant until) {
        state = State.READY;
        bytes = packed.bytes();
        entries = packed.entries();
        leftOut = packed.leftOut();
        leftOutCount = packed.leftOutCount();
        readyAt = now;
        expiresAt = until;
    }

    void failed(RestoreFailure why) {
        state = State.FAILED;
        failure = new Why(why.code(), why.text());
    }

    void withdrawn() {
        state = State.WITHDRAWN;
    }

    void expired() {
        state = State.EXPIRED;
    }

    /** @return whether it is the first time */
    boolean fetched(Instant now) {
        if (fetchedAt != null) return false;
        fetchedAt = now;
        return true;
    }

    /** Whether its file can be fetched. */
    boolean open(Instant now) {
        return state == State.READY && Objects.requireNonNull(expiresAt).isAfter(now);
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    UUID restorePoint() {
        return restorePoint;
    }

    List<String> paths() {
        return paths;
    }

    @Nullable String database() {
        return database;
    }

    Format format() {
        return format;
    }

    String requestedRole() {
        return requestedRole;
    }

    State state() {
        return state;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    @Nullable Instant readyAt() {
        return readyAt;
    }

    @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Nullable Instant fetchedAt() {
        return fetchedAt;
    }

    @Nullable Long bytes() {
        return bytes;
    }

    @Nullable Long entries() {
        return entries;
    }

    List<String> leftOut() {
        return leftOut;
    }

    long leftOutCount() {
        return leftOutCount;
    }

    @Nullable Why failure() {
        return failure;
    }

    long version() {
        return version;
    }
}
