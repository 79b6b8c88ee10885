package org.gardefou.terms.document;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.change.Verdict;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One version of a terms document: a draft of clauses, and once published, immutable and hashed. (The class is not called
 * Version, which is Hibernate's word for something else.)
 */
@Entity
@Table(name = "terms_version")
public class Edition {

    /** Where a version stands. */
    public enum State {
        DRAFT,
        PUBLISHED,
        /** Published, and taken back before it was in force. */
        WITHDRAWN
    }

    @Id
    private UUID id;

    private UUID document;
    private int number;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "published_at")
    private @Nullable Instant publishedAt;

    @Column(name = "effective_from")
    private @Nullable Instant effectiveFrom;

    private @Nullable String canonical;
    private @Nullable String sha256;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Verdict changes;

    @Column(name = "withdrawn_at")
    private @Nullable Instant withdrawnAt;

    @Column(name = "withdrawal_reason")
    private @Nullable String withdrawalReason;

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "terms_version_clause", joinColumns = @JoinColumn(name = "terms_version"))
    @OrderColumn(name = "position")
    @Column(name = "clause")
    private List<UUID> clauses = new ArrayList<>();

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Edition() {}

    Edition(UUID id, UUID document, int number, List<UUID> clauses, Instant now) {
        this.id = id;
        this.document = document;
        this.number = number;
        this.state = State.DRAFT;
        this.clauses = new ArrayList<>(clauses);
        this.createdAt = now;
    }

    /**
     * Makes it final.
     *
     * @param verdict what it changes; null: it is the first
     */
    void publish(String canonicalJson, String hash, @Nullable Verdict verdict, Instant effective, Instant now) {
        if (state != State.DRAFT) throw new IllegalStateException("Version " + id + " is published already");
        state = State.PUBLISHED;
        canonical = canonicalJson;
        sha256 = hash;
        changes = verdict;
        effectiveFrom = effective;
        publishedAt = now;
    }

    /** Takes it back; only before it is in force. */
    void withdraw(String reason, Instant now) {
        if (state() != State.PUBLISHED || !scheduled(now))
            throw new IllegalStateException("Version " + id + " is not scheduled");
        withdrawnAt = now;
        withdrawalReason = reason;
    }

    /** Whether it is published and not in force yet. */
    public boolean scheduled(Instant now) {
        return published() && !withdrawn() && effect().isAfter(now);
    }

    public boolean withdrawn() {
        return withdrawnAt != null;
    }

    /** When it comes into force; only asked of a published version. */
    public Instant effect() {
        if (effectiveFrom == null) throw new IllegalStateException("Version " + id + " is a draft");
        return effectiveFrom;
    }

    /** What it changes for who agreed to the version before; null: it is the first, or a draft. */
    public @Nullable Verdict changes() {
        return changes;
    }

    public UUID id() {
        return id;
    }

    public UUID document() {
        return document;
    }

    public int number() {
        return number;
    }

    public boolean published() {
        return state == State.PUBLISHED;
    }

    /** The hash of the canonical JSON; only a published version has one. */
    public String hash() {
        if (sha256 == null) throw new IllegalStateException("Version " + id + " is a draft");
        return sha256;
    }

    /** When it was published; only asked of a published version. */
    public Instant publication() {
        if (publishedAt == null) throw new IllegalStateException("Version " + id + " is a draft");
        return publishedAt;
    }

    List<UUID> clauses() {
        return List.copyOf(clauses);
    }

    State state() {
        return withdrawnAt == null ? state : State.WITHDRAWN;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant publishedAt() {
        return publishedAt;
    }

    @Nullable Instant withdrawnAt() {
        return withdrawnAt;
    }

    @Nullable String withdrawalReason() {
        return withdrawalReason;
    }

    @Nullable Instant effectiveFrom() {
        return effectiveFrom;
    }

    @Nullable String canonical() {
        return canonical;
    }

    @Nullable String sha256() {
        return sha256;
    }

    long version() {
        return version;
    }
}
