package org.gardefou.terms.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.language.Language;
import org.jspecify.annotations.Nullable;

/** Papers that are sent to a customer by mail, and what became of that. */
@Entity
@Table(name = "delivery")
class Delivery {

    /** Where it stands. */
    enum State {
        /** It is to be sent. */
        WAITING,
        /** The relay took it and is responsible for it from then on. */
        SENT,
        /** The relay does not take it, and will not. */
        UNDELIVERABLE,
        /** Nobody tried, or nobody does any more. */
        NOT_SENT,
        /** It never could be written, or nobody knows what came of it; it was tried for long enough. */
        UNWRITTEN
    }

    /** Why it is not sent. */
    enum Reason {
        /** The relay said that it never takes it: most often there is no such address. */
        REFUSED,
        /** The relay did not take it for so long that nobody tries any more. */
        GIVEN_UP,
        /** It is larger than mailboxes take. */
        TOO_LARGE,
        /** No relay is configured. */
        NO_RELAY,
        /** The address was erased. */
        ERASED,
        /** The customer had too many mails that day. */
        TOO_MANY,
        /** The version that it announces was withdrawn, or told of otherwise. */
        OBSOLETE,
        /** The mail could not be written: nothing went out. */
        NOT_COMPOSED,
        /** The relay was sent the mail, and what it said to it was lost: the customer may have it. */
        ANSWER_LOST,
        /** The relay took it, or may have, and it came back: it reached nobody. */
        BOUNCED
    }

    @Id
    private UUID id;

    private @Nullable UUID acceptance;
    private @Nullable UUID notice;

    @Column(name = "address_of")
    private UUID addressOf;

    private UUID customer;
    private @Nullable UUID site;
    private UUID document;

    @Column(name = "terms_version")
    private UUID edition;

    private String locale;
    private boolean again;

    @Column(name = "requested_by")
    private String requestedBy;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    private int attempts;
    private int doubts;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "attempted_at")
    private @Nullable Instant attemptedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "receipt_checkpoint")
    private @Nullable Long receiptCheckpoint;

    private @Nullable String relay;
    private @Nullable Integer code;

    @Column(name = "last_answer")
    private @Nullable String lastAnswer;

    @Column(name = "message_sha256")
    private @Nullable String messageSha256;

    @Column(name = "document_sha256")
    private @Nullable String documentSha256;

    @Column(name = "receipt_sha256")
    private @Nullable String receiptSha256;

    @Column(name = "bounced_at")
    private @Nullable Instant bouncedAt;

    @Column(name = "bounce_status")
    private @Nullable String bounceStatus;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Delivery() {}

    /**
     * What it is about: one of the two.
     *
     * @param addressOf the acceptance that names the address
     */
    record Subject(
            @Nullable UUID acceptance,
            @Nullable UUID notice,
            UUID addressOf,
            UUID customer,
            @Nullable UUID site,
            UUID document,
            UUID edition,
            String locale) {}

    Delivery(UUID id, Subject subject, boolean again, String requestedBy, Instant now) {
        this.id = id;
        this.acceptance = subject.acceptance;
        this.notice = subject.notice;
        this.addressOf = subject.addressOf;
        this.customer = subject.customer;
        this.site = subject.site;
        this.document = subject.document;
        this.edition = subject.edition;
        this.locale = subject.locale;
        this.again = again;
        this.requestedBy = requestedBy;
        this.state = State.WAITING;
        this.createdAt = now;
    }

    boolean waiting() {
        return state == State.WAITING;
    }

    /** An attempt begins. What goes into the receipt is settled by the first: all that follow send the same. */
    void attempt(long checkpoint, Instant now) {
        attempts++;
        attemptedAt = now;
        if (receiptCheckpoint == null) receiptCheckpoint = checkpoint;
    }

    /** What is handed over now; until it is known what came of it, the relay may have it. */
    void holds(String messageHash, Letter letter) {
        doubts++;
        messageSha256 = messageHash;
        documentSha256 = letter.documentSha256();
        receiptSha256 =
                acceptance == null ? null : letter.attached().getLast().file().sha256();
    }

    /** The relay took it; that counts whatever happened meanwhile. */
    void sent(Answer answer, Instant now) {
        state = State.SENT;
        reason = null;
        relay = answer.host();
        code = answer.code();
        lastAnswer = null;
        endedAt = now;
    }

    /** The relay did not take it; whether it is tried again. */
    boolean notTaken(Answer answer, Duration giveUp, Instant now) {
        if (!answer.lost()) doubts--;
        relay = answer.host();
        code = answer.code() == 0 ? null : answer.code();
        lastAnswer = answer.text();
        if (!waiting()) return false;
        if (answer.refusal()) return end(State.UNDELIVERABLE, Reason.REFUSED, now);
        if (createdAt.plus(giveUp).isAfter(now)) return true;
        return doubts > 0
                ? end(State.UNWRITTEN, Reason.ANSWER_LOST, now)
                : end(State.UNDELIVERABLE, Reason.GIVEN_UP, now);
    }

    /** It could not be written, or what came of it not be kept; whether it is tried again. */
    boolean failed(Duration giveUp, Instant now) {
        if (!waiting()) return false;
        return createdAt.plus(giveUp).isAfter(now)
                || end(State.UNWRITTEN, doubts > 0 ? Reason.ANSWER_LOST : Reason.NOT_COMPOSED, now);
    }

    void tooLarge(Instant now) {
        doubts--;
        end(State.UNDELIVERABLE, Reason.TOO_LARGE, now);
    }

    /**
     * It came back. What was never handed over cannot; the first report counts.
     *
     * @param status why (RFC 3463)
     * @return whether that changes anything
     */
    boolean bounced(String status, Instant now) {
        if (state != State.SENT && reason != Reason.ANSWER_LOST) return false;
        state = State.UNDELIVERABLE;
        reason = Reason.BOUNCED;
        bouncedAt = now;
        bounceStatus = status;
        return true;
    }

    /** Nobody sends it. */
    void notSent(Reason why, Instant now) {
        if (waiting()) end(State.NOT_SENT, why, now);
    }

    /** What the relay said may name the address. */
    void forget() {
        lastAnswer = null;
    }

    private boolean end(State how, Reason why, Instant now) {
        state = how;
        reason = why;
        endedAt = now;
        return false;
    }

    UUID id() {
        return id;
    }

    @Nullable UUID acceptance() {
        return acceptance;
    }

    @Nullable UUID notice() {
        return notice;
    }

    UUID addressOf() {
        return addressOf;
    }

    UUID customer() {
        return customer;
    }

    @Nullable UUID site() {
        return site;
    }

    UUID document() {
        return document;
    }

    UUID edition() {
        return edition;
    }

    Language language() {
        return Language.of(locale).orElse(Language.FR);
    }

    State state() {
        return state;
    }

    @Nullable Reason reason() {
        return reason;
    }

    @Nullable Integer code() {
        return code;
    }

    @Nullable String relay() {
        return relay;
    }

    @Nullable String lastAnswer() {
        return lastAnswer;
    }

    Instant createdAt() {
        return createdAt;
    }

    long receiptCheckpoint() {
        return receiptCheckpoint == null ? 0 : receiptCheckpoint;
    }

    @Nullable String messageSha256() {
        return messageSha256;
    }

    @Nullable String documentSha256() {
        return documentSha256;
    }

    @Nullable String receiptSha256() {
        return receiptSha256;
    }

    boolean again() {
        return again;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable String bounceStatus() {
        return bounceStatus;
    }

    /**
     * @param answer what the relay said, as far as the reader is shown it
     * @param bounce what was said when it came back, the same
     */
    DeliveryView view(@Nullable String answer, @Nullable String bounce, @Nullable String messageId) {
        return new DeliveryView(
                id,
                acceptance,
                notice,
                edition,
                locale,
                "EMAIL",
                state,
                reason,
                again,
                requestedBy,
                attempts,
                createdAt,
                attemptedAt,
                endedAt,
                receiptCheckpoint == null || receiptCheckpoint == 0 ? null : receiptCheckpoint,
                relay,
                code,
                answer,
                bouncedAt,
                bounceStatus,
                bounce,
                messageSha256 == null ? null : messageId,
                messageSha256,
                documentSha256,
                receiptSha256,
                reason == null ? null : Remedy.of(reason, acceptance, notice, language()));
    }
}
