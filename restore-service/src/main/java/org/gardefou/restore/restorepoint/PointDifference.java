package org.gardefou.restore.restorepoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** How the files of a restore point differ from the point before it, as backup-service told it. */
@Entity
@Table(name = "point_difference")
public class PointDifference {

    @Id
    @Column(name = "restore_point")
    private UUID restorePoint;

    @Column(name = "site") // read by queries only
    private UUID site;

    @Column(name = "taken_at")
    private Instant takenAt;

    private UUID since;

    @Column(name = "since_taken_at")
    private Instant sinceTakenAt;

    private long added;
    private long removed;
    private long changed;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Group> groups;

    @Column(name = "at") // which of two words is the later one
    private Instant at;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected PointDifference() {}

    PointDifference(HistoryListener.Compared told) {
        restorePoint = told.restorePoint();
        site = told.site();
        takenAt = told.takenAt();
        since = told.since().restorePoint();
        sinceTakenAt = told.since().takenAt();
        groups = List.of();
        at = Instant.EPOCH;
        told(told);
    }

    /**
     * Files that belong together: an extension, the core, a folder.
     *
     * @param kind PLUGIN, THEME, CORE, CONFIGURATION, CODE, UPLOADS, CACHE, OTHER or another word of backup-service
     * @param path absolute within the restore point
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Group(String kind, String name, @Nullable String path, long added, long removed, long changed) {

        /** How many files are not the same. */
        public long files() {
            return added + removed + changed;
        }
    }

    /** It is told again when the point before has gone or another came between. */
    final void told(HistoryListener.Compared told) {
        if (told.at().isBefore(at)) return;
        site = told.site();
        takenAt = told.takenAt();
        since = told.since().restorePoint();
        sinceTakenAt = told.since().takenAt();
        added = told.files().added();
        removed = told.files().removed();
        changed = told.files().changed();
        groups = told.groups() == null ? List.of() : List.copyOf(told.groups());
        at = told.at();
    }

    public UUID restorePoint() {
        return restorePoint;
    }

    public Instant takenAt() {
        return takenAt;
    }

    /** The point before it. */
    public UUID since() {
        return since;
    }

    public Instant sinceTakenAt() {
        return sinceTakenAt;
    }

    public long added() {
        return added;
    }

    public long removed() {
        return removed;
    }

    public long changed() {
        return changed;
    }

    /** What can break a site first. */
    public List<Group> groups() {
        return groups;
    }
}
