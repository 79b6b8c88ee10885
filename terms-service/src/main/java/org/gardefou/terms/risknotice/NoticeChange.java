package org.gardefou.terms.risknotice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change, and the notice that tells of it. Written by {@link NoticeWriter}. */
@Entity
@Table(name = "risk_notice_change")
@SuppressWarnings("UnusedVariable") // read by queries only
class NoticeChange {

    @Id
    private UUID change;

    private UUID notice;

    @Column(name = "change_type")
    private String changeType;

    @Column(name = "joined_at")
    private Instant joinedAt;

    /** When the notice reached the customer with this change in it. */
    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected NoticeChange() {}
}
