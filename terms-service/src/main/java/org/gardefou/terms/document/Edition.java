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
        PUBLISHED
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

    /** Makes it final. */
    void publish(String canonicalJson, String hash, Instant effective, Instant now) {
        if (state != State.DRAFT) throw new IllegalStateException("Version " + id + " is published already");
        state = State.PUBLISHED;
        canonical = canonicalJson;
        sha256 = hash;
        effectiveFrom = effective;
        publishedAt = now;
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
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable Instant publishedAt() {
        return publishedAt;
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
