package org.gardefou.restore.restorepoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a backup left, as backup-service told it. */
@Entity
@Table(name = "restore_point")
public class RestorePoint {

    @Id
    private UUID id;

    private UUID site;

    @Column(name = "taken_at")
    private Instant takenAt;

    @Column(name = "completed_at")
    @Nullable private Instant completedAt;

    private String snapshot;
    private long files;
    private long bytes;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<DumpedSchema> databases;

    @Column(name = "made_for")
    @Nullable private UUID madeFor;

    @Column(name = "expired_at")
    @Nullable private Instant expiredAt;

    @Column(name = "corrupt_at")
    @Nullable private Instant corruptAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RestorePoint() {}

    RestorePoint(HistoryListener.PointTold told) {
        id = told.restorePoint();
        site = told.site();
        takenAt = told.takenAt();
        completedAt = told.at();
        snapshot = told.snapshot();
        files = told.files();
        bytes = told.bytes();
        databases = told.databases() == null
                ? List.of()
                : told.databases().stream()
                        .map(HistoryListener.PointTold.Dumped::known)
                        .toList();
        madeFor = told.reason() == null ? null : told.reason().restore();
    }

    /**
     * A schema whose dump the restore point holds.
     *
     * @param tables their names
     * @param rows how many each table has; null when it was not told
     */
    public record DumpedSchema(
            String name, List<String> tables, @Nullable Map<String, Long> rows) {}

    void expired(@Nullable Instant at) {
        expiredAt = at;
    }

    void corrupt(@Nullable Instant at) {
        corruptAt = at;
    }

    /** Whether it can be restored as far as is known. */
    public boolean usable() {
        return expiredAt == null && corruptAt == null;
    }

    /**
     * Whether it can be restored by a restore that was asked for then: what expired later is kept until that has ended.
     */
    public boolean usableSince(Instant asked) {
        return corruptAt == null && (expiredAt == null || expiredAt.isAfter(asked));
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    public Instant takenAt() {
        return takenAt;
    }

    /** When the taking ended: what was changed before that may be in it; null when it was not told. */
    public @Nullable Instant completedAt() {
        return completedAt;
    }

    /** Whether it was found that it cannot be restored. */
    public boolean damaged() {
        return corruptAt != null;
    }

    /** The snapshot in restic's repository. */
    public String snapshot() {
        return snapshot;
    }

    public long files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    public List<DumpedSchema> databases() {
        return databases;
    }

    /** Their names. */
    public List<String> databaseNames() {
        return databases.stream().map(DumpedSchema::name).toList();
    }

    /** The restore whose safety backup made it; null for all others. */
    public @Nullable UUID madeFor() {
        return madeFor;
    }
}
