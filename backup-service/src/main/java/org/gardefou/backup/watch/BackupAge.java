package org.gardefou.backup.watch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How old the last good restore point of a site is, how old it may get, and whether that was said to be too old. */
@Entity
@Table(name = "backup_age")
class BackupAge {

    @Id
    private UUID site;

    private UUID customer;

    @Column(name = "longest_gap")
    @Nullable private Duration longestGap;

    private Instant since;

    @Column(name = "last_good")
    @Nullable private UUID lastGood;

    @Column(name = "last_good_at")
    @Nullable private Instant lastGoodAt;

    @Column(name = "alarm_at")
    @Nullable private Instant alarmAt;

    @Column(name = "overdue_since")
    @Nullable private Instant overdueSince;

    private int reminders;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected BackupAge() {}

    BackupAge(UUID site, UUID customer, Instant since) {
        this.site = site;
        this.customer = customer;
        this.since = since;
    }

    /** An overdue stretch that has ended. */
    record Stretch(Instant since, int reminders) {}

    /** Backups are made so often from now on. */
    Optional<Stretch> promised(UUID owner, Duration gap, Duration slack, Instant now) {
        customer = owner;
        if (longestGap == null) since = now;
        longestGap = gap;
        return look(slack, now);
    }

    /** Nobody promises backups any more: none are overdue. */
    void nonePromised(UUID owner) {
        customer = owner;
        longestGap = null;
        alarmAt = null;
        overdueSince = null;
        reminders = 0;
    }

    /** The last good point is this one now, or there is none. */
    Optional<Stretch> lastGood(@Nullable UUID point, @Nullable Instant takenAt, Duration slack, Instant now) {
        lastGood = point;
        lastGoodAt = takenAt;
        return look(slack, now);
    }

    /** When the alarm is due: anew where it was not raised yet; where it was, the stretch goes on until a point is young enough. */
    private Optional<Stretch> look(Duration slack, Instant now) {
        if (longestGap == null) return Optional.empty();
        Instant due = OverdueRule.alarmAt(since, lastGoodAt, longestGap, slack);
        if (overdueSince == null) {
            alarmAt = due;
            return Optional.empty();
        }
        if (!due.isAfter(now)) return Optional.empty();
        Stretch ended = new Stretch(overdueSince, reminders);
        alarmAt = due;
        overdueSince = null;
        reminders = 0;
        return Optional.of(ended);
    }

    /** The alarm was raised, or repeated; the next time is then. */
    void alarmed(Instant now, Instant next) {
        if (overdueSince == null) overdueSince = now;
        else reminders++;
        alarmAt = next;
    }

    /** There is nothing to say now; looked at again then. */
    void later(Instant next) {
        alarmAt = next;
    }

    /** Since when a backup is due. */
    Instant dueSince() {
        Duration gap = longestGap == null ? Duration.ZERO : longestGap;
        return OverdueRule.due(since, lastGoodAt, gap);
    }

    UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    Optional<UUID> lastGood() {
        return Optional.ofNullable(lastGood);
    }

    Optional<Instant> lastGoodAt() {
        return Optional.ofNullable(lastGoodAt);
    }

    Optional<Instant> alarmAt() {
        return Optional.ofNullable(alarmAt);
    }

    Optional<Instant> overdueSince() {
        return Optional.ofNullable(overdueSince);
    }

    int reminders() {
        return reminders;
    }
}
