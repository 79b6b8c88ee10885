package org.gardefou.terms.risknotice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way: raised, delivered, acknowledged. Each of the two steps happens once, for what it tells of then: a change that joins takes the
 * delivery back, and none joins what was acknowledged or has expired.
 */
@Entity
@Table(name = "risk_notice")
public class RiskNotice {

    /** How far a notice has come. */
    public enum State {
        RAISED,
        DELIVERED,
        ACKNOWLEDGED,
        /** Nobody acknowledged it in its time, or what it warned of is no more. It can be read for ever, and be acknowledged late. */
        EXPIRED
    }

    /** Why a notice has expired. */
    enum Expiry {
        /** Its time is over. */
        TIME,
        /** A restore took back what it warned of. */
        UNDONE,
        /** What it warned of was put right. */
        RESOLVED,
        /** The site is there no more. */
        SITE_REMOVED,
        /** The site is another customer's now. */
        HANDED_OVER
    }

    /** By which way a notice reached the customer. */
    enum Channel {
        PORTAL
    }

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private NoticeKind kind;

    private @Nullable UUID change;

    @Column(name = "change_type")
    private @Nullable String changeType;

    private UUID site;
    private UUID customer;
    private @Nullable UUID contract;

    @Enumerated(EnumType.STRING)
    private Risk level;

    private String locale;

    @Column(name = "clause_code")
    private String clauseCode;

    @Column(name = "clause_version")
    private @Nullable UUID clauseVersion;

    @Enumerated(EnumType.STRING)
    private Help help;

    @Column(name = "last_good_restore_point")
    private @Nullable UUID lastGoodRestorePoint;

    @Column(name = "last_good_taken_at")
    private @Nullable Instant lastGoodTakenAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "last_good_evidence")
    private @Nullable PointEvidence lastGoodEvidence;

    @JdbcTypeCode(SqlTypes.JSON)
    private NoticeText text;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Gathered gathered;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<SecurityFact> facts;

    @Column(name = "change_count")
    private int changeCount;

    /** Whether changes may join it; the writer of notices reads it, in the database. */
    @SuppressWarnings("UnusedVariable")
    private boolean open;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "last_happened_at")
    private @Nullable Instant lastHappenedAt;

    @Column(name = "raised_at")
    private Instant raisedAt;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel channel;

    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    private int reminded;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "expired_at")
    private @Nullable Instant expiredAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "expired_why")
    private @Nullable Expiry expiredWhy;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected RiskNotice() {}

    /**
     * Marks it as having reached the customer with all that it tells of; false when it had before.
     *
     * @param remindAt when to tell of it again, if it waits until then
     */
    boolean deliver(Channel by, Instant now, Instant remindAt) {
        if (deliveredAt != null) return false;
        deliveredAt = now;
        channel = by;
        if (awaits()) dueAt = earlier(remindAt);
        return true;
    }

    /** Marks it as read by the customer; false when it was before. What comes after is not in it any more. */
    boolean acknowledge(Instant now) {
        if (acknowledgedAt != null) return false;
        acknowledgedAt = now;
        open = false;
        dueAt = null;
        return true;
    }

    /** Marks that the customer was told of it again. */
    void remind(@Nullable Instant again) {
        reminded++;
        dueAt = again == null ? expiresAt : earlier(again);
    }

    /** Marks it as expired; false when that is out of the question. */
    boolean expire(Expiry why, Instant now) {
        if (!awaits()) return false;
        expiredAt = now;
        expiredWhy = why;
        open = false;
        dueAt = null;
        return true;
    }

    /** Whether it still waits for its reader. */
    boolean awaits() {
        return acknowledgedAt == null && expiredAt == null;
    }

    /** Whether its time is over. */
    boolean outlived(Instant now) {
        return awaits() && expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether the customer has it, and has to be told of it again. */
    boolean forgotten(int most) {
        return awaits() && deliveredAt != null && level != Risk.INFO && reminded < most;
    }

    /** Nothing is to be done before its time is over. */
    void await() {
        dueAt = awaits() ? expiresAt : null;
    }

    /** Whether a restore takes back all that it tells of. */
    boolean restorable() {
        return gathered != null
                && gathered.topics().stream()
                        .allMatch(topic -> Kind.of(topic.type()).restorable());
    }

    private @Nullable Instant earlier(Instant time) {
        if (expiresAt == null) return null;
        return time.isBefore(expiresAt) ? time : expiresAt;
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

    NoticeKind kind() {
        return kind;
    }

    @Nullable UUID change() {
        return change;
    }

    Risk level() {
        return level;
    }

    /** Whether the site is another customer's now. */
    boolean handedOver() {
        return expiredWhy == Expiry.HANDED_OVER;
    }

    int reminded() {
        return reminded;
    }

    boolean expired() {
        return expiredAt != null;
    }

    State state() {
        if (acknowledgedAt != null) return State.ACKNOWLEDGED;
        if (expiredAt != null) return State.EXPIRED;
        return deliveredAt == null ? State.RAISED : State.DELIVERED;
    }

    /** Another number for whatever has changed of it: the changes it tells of, and the steps since the last of them. */
    long version() {
        int steps = (deliveredAt == null ? 0 : 1) + (acknowledgedAt == null ? 0 : 2) + (expiredAt == null ? 0 : 4);
        return (changeCount - 1) * 8L + steps;
    }

    NoticeView view() {
        return new NoticeView(
                id,
                site,
                customer,
                contract,
                kind,
                change,
                changeType,
                level,
                state(),
                locale,
                new NoticeEvents.ClauseRef(clauseCode, clauseVersion),
                help,
                lastGoodRestorePoint == null || lastGoodTakenAt == null
                        ? null
                        : new NoticeEvents.LastGood(lastGoodRestorePoint, lastGoodTakenAt, lastGoodEvidence),
                text,
                gathered == null ? null : gathered.shown(),
                facts,
                changeCount,
                happenedAt,
                raisedAt,
                deliveredAt,
                channel,
                acknowledgedAt,
                expiresAt,
                expiredAt,
                expiredWhy);
    }
}
