package org.gardefou.backup.restorepoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.access.dump.Engine;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.selection.LeftOut;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A state of a site that can be gone back to. */
@Entity
@Table(name = "restore_point")
public class RestorePoint {

    /** At the top of a snapshot, beside the site's own folders: what we put there, the databases and how to restore them by hand. */
    public static final String OWN_FOLDER = ".gardefou-backup";

    @Id
    private UUID id;

    private UUID site;
    private UUID customer;

    private UUID backup;
    private String snapshot;

    @Column(name = "taken_at")
    private Instant takenAt;

    private long files;
    private long bytes;
    private long added;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Dumped> databases;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "files_new")
    @Nullable private Long filesNew;

    @Column(name = "files_changed")
    @Nullable private Long filesChanged;

    @Column(name = "files_unmodified")
    @Nullable private Long filesUnmodified;

    @Nullable private String label;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Pin pin;

    @Column(name = "suspected_by")
    @Nullable private UUID suspectedBy;

    @Column(name = "suspected_until")
    @Nullable private Instant suspectedUntil;

    @Column(name = "expired_at")
    @Nullable private Instant expiredAt;

    @Column(name = "forgotten_at")
    @Nullable private Instant forgottenAt;

    @Enumerated(EnumType.STRING)
    private ContentState content;

    @Column(name = "content_failure")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Text contentFailure;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private Difference difference;

    @Enumerated(EnumType.STRING)
    private Evidence evidence;

    @Column(name = "evidence_at")
    @Nullable private Instant evidenceAt;

    private int score;

    @Column(name = "left_out")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable private LeftOut leftOut;

    @Column(name = "panel_settings")
    @Nullable private UUID panelSettings;

    @Column(name = "panel_settings_at")
    @Nullable private Instant panelSettingsAt;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "evidence_reasons")
    private List<Proof.Because> evidenceReasons;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RestorePoint() {}

    public RestorePoint(UUID id, UUID site, UUID customer, UUID backup, Contents contents) {
        this.id = id;
        this.site = site;
        this.customer = customer;
        this.backup = backup;
        this.snapshot = contents.snapshot();
        this.takenAt = contents.takenAt();
        this.files = contents.files();
        this.bytes = contents.bytes();
        this.added = contents.added();
        this.databases = List.copyOf(contents.databases());
        this.state = State.AVAILABLE;
        Churn counted = contents.churn();
        if (counted != null) {
            this.filesNew = counted.filesNew();
            this.filesChanged = counted.filesChanged();
            this.filesUnmodified = counted.filesUnmodified();
        }
        this.leftOut = contents.beside().leftOut();
        this.panelSettings = contents.beside().panelSettings();
        this.panelSettingsAt = contents.beside().panelSettingsAt();
        this.content = ContentState.PENDING;
        Proof first = ProofRule.judge(ProofRule.fresh(databases));
        this.evidence = first.state();
        this.evidenceAt = takenAt;
        this.score = first.score();
        this.evidenceReasons = first.reasons();
    }

    /**
     * A database in a restore point, and its tables.
     *
     * @param engine of its server; null where it was made before there were two: MariaDB
     * @param tables of PostgreSQL with their schema in front
     * @param rows of each table, as counted in the dump; null where it was made before they were
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Dumped(
            String name,
            @Nullable Engine engine,
            List<String> tables,
            @Nullable Map<String, Long> rows) {

        private Dumped withoutRows() {
            return new Dumped(name, engine, tables, null);
        }

        /** Whether it came from such a server. */
        public boolean of(Engine which) {
            return (engine == null ? Engine.MARIADB : engine) == which;
        }

        /** More tables than any site of its own has; an event with the rows of a hundred thousand would be too large for the bus. */
        private static final int MOST_TABLES = 2_000;

        /** What the bus is told of the databases of a point: with the rows of each table, unless there are far too many tables. */
        public static List<Dumped> told(List<Dumped> databases) {
            long tables =
                    databases.stream().mapToLong(one -> one.tables().size()).sum();
            if (tables <= MOST_TABLES) return databases;
            return databases.stream().map(Dumped::withoutRows).toList();
        }
    }

    /**
     * What a restore point holds.
     *
     * @param takenAt when the taking began: what was changed before is in it, what was changed while it ran may be
     * @param snapshot the id of restic's snapshot
     * @param bytes of all files
     * @param added bytes that were new to the repository
     * @param churn null: not counted, as where a crash lost it
     * @param beside what was chosen and told
     */
    public record Contents(
            Instant takenAt,
            String snapshot,
            long files,
            long bytes,
            long added,
            List<Dumped> databases,
            @Nullable Churn churn,
            Beside beside) {}

    /**
     * What a snapshot was made with.
     *
     * @param leftOut null: nothing was left out on purpose
     * @param panelSettings those that it has; null: none
     * @param panelSettingsAt when they had been told
     */
    public record Beside(
            @Nullable LeftOut leftOut,
            @Nullable UUID panelSettings,
            @Nullable Instant panelSettingsAt) {

        public static final Beside NOTHING = new Beside(null, null, null);
    }

    /** Whether it can be gone back to. */
    public enum State {
        AVAILABLE,
        EXPIRED
    }

    void expire(Instant now) {
        state = State.EXPIRED;
        expiredAt = now;
    }

    /** Calls it by a name that people gave it; null: by none. */
    public void call(@Nullable String name) {
        label = name;
    }

    void pin(Pin by) {
        pin = by;
    }

    void unpin() {
        pin = null;
    }

    /** Keeps it because of a finding; null: because of none. */
    void suspect(@Nullable Suspicion suspicion) {
        suspectedBy = suspicion == null ? null : suspicion.finding();
        suspectedUntil = suspicion == null ? null : suspicion.until();
    }

    /** Its snapshot is gone, and the data that only it held. */
    void forgotten(Instant now) {
        forgottenAt = now;
    }

    /**
     * Keeps what the evidence comes to.
     *
     * @return whether the state is another one now
     */
    public boolean prove(Proof proof, Instant now) {
        boolean changed = evidence != proof.state();
        if (changed) evidenceAt = now;
        evidence = proof.state();
        score = proof.score();
        evidenceReasons = proof.reasons();
        return changed;
    }

    /** What is known of it now. */
    public Proof proof() {
        return new Proof(evidence, score, evidenceReasons);
    }

    /** Since when its state of evidence is what it is; null: since it was made. */
    public @Nullable Instant evidenceAt() {
        return evidenceAt;
    }

    /** Whether its snapshot is gone because its time is over. */
    public boolean gone() {
        return forgottenAt != null;
    }

    public UUID id() {
        return id;
    }

    public UUID site() {
        return site;
    }

    public UUID customer() {
        return customer;
    }

    public UUID backup() {
        return backup;
    }

    public String snapshot() {
        return snapshot;
    }

    public Instant takenAt() {
        return takenAt;
    }

    public long files() {
        return files;
    }

    public long bytes() {
        return bytes;
    }

    public long added() {
        return added;
    }

    public List<Dumped> databases() {
        return databases;
    }

    /** What changed against the restore point before; empty where that is not known. */
    public Optional<Churn> churn() {
        return filesNew == null || filesChanged == null || filesUnmodified == null
                ? Optional.empty()
                : Optional.of(new Churn(filesNew, filesChanged, filesUnmodified));
    }

    /** What it does not hold on purpose; empty where nothing was left out. */
    public Optional<LeftOut> leftOut() {
        return Optional.ofNullable(leftOut);
    }

    /** The panel settings that are in it. */
    public Optional<UUID> panelSettings() {
        return Optional.ofNullable(panelSettings);
    }

    /** When the panel settings that are in it had been told; empty where it has none. */
    public Optional<Instant> panelSettingsAt() {
        return Optional.ofNullable(panelSettingsAt);
    }

    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    Optional<Pin> pin() {
        return Optional.ofNullable(pin);
    }

    Optional<Suspicion> suspicion() {
        return Optional.ofNullable(suspectedBy).map(finding -> new Suspicion(finding, suspectedUntil));
    }

    public State state() {
        return state;
    }

    /** Whether its files are known. */
    public ContentState content() {
        return content;
    }

    /** Why its files are not known, and what to do; empty unless {@link ContentState#FAILED}. */
    public Optional<Text> contentFailure() {
        return Optional.ofNullable(contentFailure);
    }

    /** Against the one before it; empty when there is none, or as long as one of the two is not indexed. */
    public Optional<Difference> difference() {
        return Optional.ofNullable(difference);
    }

    public long version() {
        return version;
    }
}
