package org.gardefou.support.quote;

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
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/** A price offered for a paid intervention. Nobody works, and nothing is billed, before it is accepted. */
@Entity
@Table(name = "quote")
public class Quote {

    @Id
    private UUID id;

    @Column(name = "case_id")
    private UUID caseId;

    private UUID site;

    @Nullable private UUID customer;

    private long amount;
    private String currency;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "offered_at")
    private Instant offeredAt;

    @Column(name = "valid_until")
    private Instant validUntil;

    @Column(name = "answered_at")
    @Nullable private Instant answeredAt;

    @Column(name = "answered_by")
    @Nullable private String answeredBy;

    @Column(name = "button_text")
    @Nullable private String buttonText;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Quote() {}

    Quote(UUID id, QuoteRequest request, Instant offeredAt, Instant validUntil) {
        this.id = id;
        this.caseId = request.caseId();
        this.site = request.site();
        this.customer = request.customer();
        this.amount = request.price().amount();
        this.currency = request.price().currency();
        this.state = State.OFFERED;
        this.offeredAt = offeredAt;
        this.validUntil = validUntil;
    }

    /** Where a quote stands. */
    public enum State {
        OFFERED,
        ACCEPTED,
        DECLINED,
        EXPIRED
    }

    void accept(String by, String button, Instant now) {
        requireOpen(now);
        state = State.ACCEPTED;
        answered(by, now);
        buttonText = button;
    }

    void decline(String by, Instant now) {
        requireOpen(now);
        state = State.DECLINED;
        answered(by, now);
    }

    void expire(Instant now) {
        if (overdue(now)) withdraw(now);
    }

    void withdraw(Instant now) {
        if (state != State.OFFERED) return;
        state = State.EXPIRED;
        answeredAt = now;
    }

    boolean overdue(Instant now) {
        return state == State.OFFERED && !now.isBefore(validUntil);
    }

    private void requireOpen(Instant now) {
        if (state != State.OFFERED) {
            throw Problems.conflict(
                    "The quote is already %s. Choose the repair in the case again for a new one.".formatted(state));
        }
        if (!now.isBefore(validUntil)) {
            throw Problems.conflict("The quote was valid until %s. Choose the repair in the case again for a new one."
                    .formatted(validUntil));
        }
    }

    private void answered(String by, Instant now) {
        answeredBy = by;
        answeredAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID caseId() {
        return caseId;
    }

    public UUID site() {
        return site;
    }

    public Optional<UUID> customer() {
        return Optional.ofNullable(customer);
    }

    public Price price() {
        return new Price(amount, currency);
    }

    public State state() {
        return state;
    }

    public Instant offeredAt() {
        return offeredAt;
    }

    public Instant validUntil() {
        return validUntil;
    }

    public Optional<Instant> answeredAt() {
        return Optional.ofNullable(answeredAt);
    }

    public Optional<String> answeredBy() {
        return Optional.ofNullable(answeredBy);
    }

    public Optional<String> buttonText() {
        return Optional.ofNullable(buttonText);
    }

    public long version() {
        return version;
    }
}
