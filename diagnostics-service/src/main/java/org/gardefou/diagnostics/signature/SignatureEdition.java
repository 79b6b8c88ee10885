package org.gardefou.diagnostics.signature;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An operator's own signature, in one of its editions. What took effect once is never changed: the next edition takes its place. */
@Entity
@Table(name = "signature_edition")
class SignatureEdition {

    @Id
    private UUID id;

    private String signature;
    private int edition;

    @Enumerated(EnumType.STRING)
    private State state;

    @JdbcTypeCode(SqlTypes.JSON)
    private SignatureEntry entry;

    private String author;

    @Column(name = "written_at")
    private Instant writtenAt;

    @Column(name = "effective_at")
    @Nullable private Instant effectiveAt;

    @Column(name = "ended_at")
    @Nullable private Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SignatureEdition() {}

    SignatureEdition(UUID id, int edition, SignatureEntry entry, String author, Instant now) {
        this.id = id;
        this.signature = entry.id();
        this.edition = edition;
        this.state = State.DRAFT;
        this.entry = entry;
        this.author = author;
        this.writtenAt = now;
    }

    /** What an edition is good for. */
    enum State {
        /** It is being written, and matches nothing. */
        DRAFT,
        IN_EFFECT,
        /** A later edition took its place, or it was withdrawn. */
        ENDED
    }

    void rewrite(SignatureEntry now) {
        mustBe(State.DRAFT);
        entry = now;
    }

    void takeEffect(Instant now) {
        mustBe(State.DRAFT);
        state = State.IN_EFFECT;
        effectiveAt = now;
    }

    void end(Instant now) {
        state = State.ENDED;
        endedAt = now;
    }

    private void mustBe(State wanted) {
        if (state != wanted)
            throw Problems.conflict("The edition is %s and no longer a draft. Write another edition of the signature."
                    .formatted(state));
    }

    UUID id() {
        return id;
    }

    String signature() {
        return signature;
    }

    int edition() {
        return edition;
    }

    State state() {
        return state;
    }

    SignatureEntry entry() {
        return entry;
    }

    String author() {
        return author;
    }

    Instant writtenAt() {
        return writtenAt;
    }

    Optional<Instant> effectiveAt() {
        return Optional.ofNullable(effectiveAt);
    }

    Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    long version() {
        return version;
    }
}
