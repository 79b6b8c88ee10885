package org.gardefou.terms.contract;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.Period;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.gardefou.terms.acceptance.AcceptanceGiven;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.document.Edition;
import org.jspecify.annotations.Nullable;

/**
 * What the customer of a contract is told of a version that comes. Until it reached them in time, or they accepted it, the version that they
 * agreed to before goes on applying.
 */
@Entity
@Table(name = "change_notice")
class ChangeNotice {

    /** Where it stands. */
    enum State {
        /** The version does not apply to the contract yet. */
        OPEN,
        /** The version applies. */
        BOUND,
        /** The customer leaves because of it. */
        LEFT,
        /** A later version applies in its place. */
        SUPERSEDED,
        /** The version was withdrawn. */
        WITHDRAWN
    }

    /** How it reached the customer; each is a durable medium, or delivered on one. */
    enum Channel {
        EMAIL,
        LETTER,
        PANEL
    }

    @Id
    private UUID id;

    private UUID contract;
    private UUID customer;
    private UUID site;
    private UUID document;

    @Column(name = "terms_version")
    private UUID edition;

    private UUID previous;

    @Enumerated(EnumType.STRING)
    @Column(name = "change_class")
    private ChangeClass changeClass;

    @Enumerated(EnumType.STRING)
    private Consent consent;

    private String notice;

    @Column(name = "exit_days")
    private @Nullable Integer exitDays;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "announced_at")
    private Instant announcedAt;

    @Column(name = "delivered_at")
    private @Nullable Instant deliveredAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel channel;

    @Column(name = "evidence_sha256")
    private @Nullable String evidenceSha256;

    @Column(name = "returned_at")
    private @Nullable Instant returnedAt;

    private @Nullable UUID acceptance;

    @Column(name = "binds_from")
    private @Nullable Instant bindsFrom;

    @Column(name = "left_at")
    private @Nullable Instant leftAt;

    @Column(name = "stayed_at")
    private @Nullable Instant stayedAt;

    private int words;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeNotice() {}

    /** Whose contract it is about. */
    record Addressee(UUID contract, UUID customer, UUID site) {}

    /** The version that comes. */
    record Coming(UUID document, UUID edition, Instant effectiveFrom) {

        static Coming of(Edition edition) {
            return new Coming(edition.document(), edition.id(), edition.effect());
        }
    }

    ChangeNotice(UUID id, Addressee addressee, Coming coming, Verdict verdict, Instant now) {
        this.id = id;
        this.contract = addressee.contract;
        this.customer = addressee.customer;
        this.site = addressee.site;
        this.document = coming.document;
        this.edition = coming.edition;
        this.previous = verdict.previous();
        this.changeClass = verdict.changeClass();
        this.consent = verdict.consent();
        this.notice = verdict.notice().toString();
        this.exitDays = verdict.exitDays();
        this.effectiveFrom = coming.effectiveFrom;
        this.state = State.OPEN;
        this.announcedAt = now;
        if (consent == Consent.NONE) bindsFrom = effectiveFrom;
    }

    /** It reached the customer; said again, it changes nothing. */
    boolean delivered(Channel by, String evidence, Instant at) {
        if (deliveredAt != null) return false;
        deliveredAt = at;
        channel = by;
        evidenceSha256 = evidence;
        if (bindsFrom == null && (consent == Consent.NOTICE || consent == Consent.SILENCE))
            bindsFrom = later(effectiveFrom, Verdict.after(at, Period.parse(notice)));
        return true;
    }

    /**
     * The mail that counted as its delivery came back: nobody was told. A version that does not apply yet waits until somebody is; where it applies
     * already that is not turned back here, and the customer may leave until they were told and the days for it have run.
     *
     * @return whether it was that mail
     */
    boolean returned(String evidence, Instant at) {
        if (deliveredAt == null || channel != Channel.EMAIL || !evidence.equals(evidenceSha256)) return false;
        deliveredAt = null;
        channel = null;
        evidenceSha256 = null;
        returnedAt = at;
        if (state == State.OPEN && acceptance == null && (consent == Consent.NOTICE || consent == Consent.SILENCE))
            bindsFrom = null;
        return true;
    }

    /** The customer accepted the version. */
    void accepted(AcceptanceGiven given) {
        acceptance = given.acceptance();
        bindsFrom = later(effectiveFrom, given.at());
    }

    /** Whether it binds at a moment a contract that is under this version then. */
    boolean binds(UUID under, Instant at) {
        return state == State.OPEN
                && bindsFrom != null
                && !bindsFrom.isAfter(at)
                && (stayedAt == null || !stayedAt.isAfter(at))
                && (acceptance != null || previous.equals(under));
    }

    /**
     * From when the version applies to a contract in the place of another: not before that one did, however early this one could have, and not
     * for the time in which the customer was about to leave.
     *
     * @param since from when the other one applies
     */
    Instant appliesAfter(Instant since) {
        if (bindsFrom == null) throw new IllegalStateException("Notice " + id + " binds nobody yet");
        Instant from = later(bindsFrom, since);
        return stayedAt == null ? from : later(from, stayedAt);
    }

    /** The version applies from now on. */
    void bound() {
        state = State.BOUND;
    }

    /** A later version applies in its place. */
    void superseded() {
        if (state == State.OPEN) state = State.SUPERSEDED;
    }

    void withdrawn() {
        if (state == State.OPEN) state = State.WITHDRAWN;
    }

    /** Whether the customer may leave at no cost. Who was not told yet may as well, and who accepted expressly has chosen. */
    boolean mayLeave(Instant now) {
        @Nullable Instant until = exitUntil();
        return exitDays != null
                && (state == State.OPEN || state == State.BOUND)
                && acceptance == null
                && (until == null || !now.isAfter(until));
    }

    /** The last moment for it; null: there is no such right, or it was not told yet and the days do not run. */
    @Nullable Instant exitUntil() {
        return exitDays == null || deliveredAt == null
                ? null
                : Verdict.after(later(deliveredAt, applies()), Period.ofDays(exitDays));
    }

    /** The last moment at which a contract that is left may end; while the customer was not told, the days run from now at the earliest. */
    Instant lastEnd(Instant now) {
        @Nullable Instant until = exitUntil();
        return until != null
                ? until
                : Verdict.after(later(now, applies()), Period.ofDays(exitDays == null ? 0 : exitDays));
    }

    /** When the version would apply to the contract as things are: the right to leave lasts from then on, never until before it. */
    Instant applies() {
        return bindsFrom == null ? effectiveFrom : bindsFrom;
    }

    /** The customer leaves. */
    void left(Instant now) {
        state = State.LEFT;
        leftAt = now;
    }

    /**
     * The customer stays after all.
     *
     * @param as where the notice stands then, with all that came meanwhile
     */
    void stayed(State as, Instant now) {
        if (state != State.LEFT) throw new IllegalStateException("Nobody leaves because of notice " + id);
        state = as;
        leftAt = null;
        stayedAt = now;
    }

    /** Whether the customer took back that they leave, and did not say so again. */
    boolean stays() {
        return stayedAt != null && leftAt == null;
    }

    /** Counts what the customer says about leaving, and gives the name under which a part of it is kept: two words may both have one. */
    UnaryOperator<String> word() {
        int number = ++words;
        return number == 1 ? field -> field : field -> number + "." + field;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    Basis basis() {
        return acceptance == null ? Basis.of(consent) : Basis.ACCEPTED;
    }

    UUID id() {
        return id;
    }

    UUID contract() {
        return contract;
    }

    UUID customer() {
        return customer;
    }

    UUID site() {
        return site;
    }

    UUID edition() {
        return edition;
    }

    UUID previous() {
        return previous;
    }

    UUID document() {
        return document;
    }

    ChangeClass changeClass() {
        return changeClass;
    }

    Consent consent() {
        return consent;
    }

    State state() {
        return state;
    }

    Instant effectiveFrom() {
        return effectiveFrom;
    }

    Instant announcedAt() {
        return announcedAt;
    }

    @Nullable Instant deliveredAt() {
        return deliveredAt;
    }

    @Nullable UUID acceptance() {
        return acceptance;
    }

    @Nullable Instant bindsFrom() {
        return bindsFrom;
    }

    long version() {
        return version;
    }

    ChangeNoticeView view() {
        return new ChangeNoticeView(
                id,
                contract,
                customer,
                site,
                document,
                edition,
                previous,
                changeClass,
                consent,
                notice,
                exitDays,
                effectiveFrom,
                state,
                announcedAt,
                deliveredAt,
                channel,
                evidenceSha256,
                returnedAt,
                acceptance,
                bindsFrom,
                exitUntil(),
                leftAt);
    }
}
