package org.gardefou.diagnostics.sitelog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.access.log.LogMark;
import org.gardefou.access.log.LogReading;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.jspecify.annotations.Nullable;

/** How far a log of a site has been read, and what keeps it from being read. */
@Entity
@Table(name = "log_tail")
class LogTail {

    private static final int LONGEST_TROUBLE = 500;

    @Id
    private UUID id;

    private UUID site;

    @SuppressWarnings("UnusedVariable") // Asked for in queries.
    private UUID customer;

    private String path;

    @Enumerated(EnumType.STRING)
    private LogKind kind;

    @Nullable private String identity;

    @Nullable private Long position;

    @Nullable private String anchor;

    @Column(name = "read_at")
    @Nullable private Instant readAt;

    @Column(name = "gap_at")
    @Nullable private Instant gapAt;

    @Nullable private String trouble;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected LogTail() {}

    /** @param now the moment at which the reading began */
    void read(LogReading.Read reading, Instant now) {
        // The first reading begins where it begins: that is no gap.
        if (!reading.complete() && identity != null) gapAt = now;
        identity = reading.end().identity();
        position = reading.end().offset();
        anchor = reading.end().anchor();
        readAt = now;
        trouble = null;
    }

    void notRead(String why) {
        trouble = Excerpt.of(why, LONGEST_TROUBLE);
    }

    /** Where the next reading goes on; null where it begins. */
    @Nullable LogMark mark() {
        return identity == null || position == null || anchor == null ? null : new LogMark(identity, position, anchor);
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    String path() {
        return path;
    }

    LogKind kind() {
        return kind;
    }

    @Nullable Instant readAt() {
        return readAt;
    }

    @Nullable Instant gapAt() {
        return gapAt;
    }

    @Nullable String trouble() {
        return trouble;
    }
}
