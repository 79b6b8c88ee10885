package org.gardefou.terms.risknotice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A notice on its way: raised, delivered, acknowledged. Each of the two steps happens once. */
@Entity
@Table(name = "risk_notice")
public class RiskNotice {

    /** How far a notice has come. */
    public enum State {
        RAISED,
        DELIVERED,
        ACKNOWLEDGED
    }

    /** By which way a notice reached the customer. */
    enum Channel {
        PORTAL
    }

    @Id
    private UUID id;

    private UUID change;

    @Column(name = "change_type")
    private String changeType;

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

    @JdbcTypeCode(SqlTypes.JSON)
    private NoticeText text;

    @Column(name = "happened_at")
    private Instant happenedAt;

    @Column(name = "raised_at")
    private Instant raisedAt;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel channel;

    @Column(name = "acknowledged_at")
    private @Nullable Instant acknowledgedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected RiskNotice() {}

    /** Marks it as having reached the customer; false when it had before. */
    boolean deliver(Channel by, Instant now) {
        if (deliveredAt != null) return false;
        deliveredAt = now;
        channel = by;
        return true;
    }

    /** Marks it as read by the customer; false when it was before. */
    boolean acknowledge(Instant now) {
        if (acknowledgedAt != null) return false;
        acknowledgedAt = now;
        return true;
    }

    /** Whether it had reached the customer by then. */
    public boolean deliveredBy(Instant time) {
        return deliveredAt != null && !deliveredAt.isAfter(time);
    }

    /** Whether the customer had acknowledged it by then. */
    public boolean acknowledgedBy(Instant time) {
        return acknowledgedAt != null && !acknowledgedAt.isAfter(time);
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    public UUID change() {
        return change;
    }

    /** The short type of the change's event. */
    public String changeType() {
        return changeType;
    }

    State state() {
        if (acknowledgedAt != null) return State.ACKNOWLEDGED;
        return deliveredAt == null ? State.RAISED : State.DELIVERED;
    }

    /** Counts the steps, which is all that changes. */
    long version() {
        return (deliveredAt == null ? 0 : 1) + (acknowledgedAt == null ? 0 : 1);
    }

    NoticeView view() {
        return new NoticeView(
                id,
                site,
                customer,
                contract,
                change,
                changeType,
                level,
                state(),
                locale,
                new NoticeEvents.ClauseRef(clauseCode, clauseVersion),
                help,
                lastGoodRestorePoint == null || lastGoodTakenAt == null
                        ? null
                        : new NoticeEvents.LastGood(lastGoodRestorePoint, lastGoodTakenAt),
                text,
                happenedAt,
                raisedAt,
                deliveredAt,
                channel,
                acknowledgedAt);
    }
}
