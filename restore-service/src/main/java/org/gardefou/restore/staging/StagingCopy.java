package org.gardefou.restore.staging;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.restore.preparation.CopyPreparation.Copied;
import org.gardefou.restore.site.Target;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A copy of a site as it was at a restore point. */
@Entity
@Table(name = "staging_copy")
class StagingCopy {

    /** Signs of a copy's name: the end of its id, which is random. */
    private static final int NAME = 12;

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    @Column(name = "restore_point")
    private UUID restorePoint;

    @Column(name = "requested_role")
    private String requestedRole;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    private String address;

    @Enumerated(EnumType.STRING)
    private StagingState state;

    @Column(name = "state_since")
    private Instant stateSince;

    @Column(name = "ended_by")
    @Enumerated(EnumType.STRING)
    @Nullable private StagingEnd end;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Target target;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Copied copied;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Trouble trouble;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StagingCopy() {}

    /** What is asked for, by whom. */
    record Asked(UUID site, UUID customer, UUID restorePoint, String role, String subject) {}

    /** @param pattern of the address, see {@link StagingConfig#address} */
    StagingCopy(UUID id, Asked asked, String pattern, Instant now, Instant expiresAt) {
        this.id = id;
        this.site = asked.site();
        this.customer = asked.customer();
        this.restorePoint = asked.restorePoint();
        this.requestedRole = asked.role();
        this.requestedBy = asked.subject();
        this.requestedAt = now;
        this.address = pattern.replace("{copy}", name(id));
        this.state = StagingState.PREPARING;
        this.stateSince = now;
        this.expiresAt = expiresAt;
    }

    private static String name(UUID id) {
        String text = id.toString();
        return "s" + text.substring(text.length() - NAME);
    }

    private void go(StagingState next, Instant now) {
        state = next;
        stateSince = now;
    }

    /** Where it is made is fixed before anything is: what was made there is removed there. */
    void found(Target where) {
        target = where;
    }

    void waits(Trouble why) {
        trouble = why;
    }

    void ready(Copied made, Instant now) {
        copied = made;
        trouble = null;
        go(StagingState.READY, now);
    }

    /** It is not served any more, and what there is of it goes. */
    void ends(StagingEnd why, @Nullable Trouble failure, Instant now) {
        end = why;
        trouble = failure;
        go(StagingState.REMOVING, now);
    }

    /** Nobody tries to remove it any more. */
    void abandoned(Trouble why, Instant now) {
        trouble = why;
        go(StagingState.ABANDONED, now);
    }

    /** Its removal is tried again. */
    void triedAgain(Instant now) {
        go(StagingState.REMOVING, now);
    }

    void removed(Instant now) {
        if (end != StagingEnd.FAILED) trouble = null;
        go(end == StagingEnd.FAILED ? StagingState.FAILED : StagingState.REMOVED, now);
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

    String requestedRole() {
        return requestedRole;
    }

    String requestedBy() {
        return requestedBy;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    String address() {
        return address;
    }

    StagingState state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    @Nullable StagingEnd end() {
        return end;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable Target target() {
        return target;
    }

    @Nullable Copied copied() {
        return copied;
    }

    @Nullable Trouble trouble() {
        return trouble;
    }

    long version() {
        return version;
    }
}
