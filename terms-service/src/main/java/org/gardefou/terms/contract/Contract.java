package org.gardefou.terms.contract;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.acceptance.Acceptance;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Offer;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer, a site and a plan under an accepted version, with the promises of that version. */
@Entity
@Table(name = "contract")
class Contract {

    /** Where a contract stands. */
    enum State {
        ACTIVE,
        ENDED
    }

    @Id
    private UUID id;

    private UUID customer;
    private UUID site;
    private UUID plan;

    @Column(name = "plan_code")
    private String planCode;

    @Enumerated(EnumType.STRING)
    private Level level;

    @JdbcTypeCode(SqlTypes.JSON)
    private Promises promises;

    @Enumerated(EnumType.STRING)
    private Audience audience;

    private String locale;
    private UUID acceptance;
    private UUID document;

    @Column(name = "terms_version")
    private UUID termsVersion;

    @Column(name = "terms_number")
    private int termsNumber;

    @Column(name = "terms_sha256")
    private String termsSha256;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "activated_at")
    private Instant activatedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Version
    private long version;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Contract() {}

    Contract(
            UUID id,
            UUID site,
            Offer offer,
            Audience audience,
            Language locale,
            Acceptance acceptance,
            Edition terms,
            Instant now) {
        this.id = id;
        this.customer = acceptance.customer();
        this.site = site;
        this.plan = offer.id();
        this.planCode = offer.code();
        this.level = offer.level();
        this.promises = offer.promises();
        this.audience = audience;
        this.locale = locale.tag();
        this.acceptance = acceptance.id();
        this.document = terms.document();
        this.termsVersion = terms.id();
        this.termsNumber = terms.number();
        this.termsSha256 = terms.hash();
        this.state = State.ACTIVE;
        this.activatedAt = now;
    }

    /** Ends it; what it was stays. */
    void end(Instant now) {
        if (state == State.ENDED) throw new IllegalStateException("Contract " + id + " has ended already");
        state = State.ENDED;
        endedAt = now;
    }

    /** It ends at a moment to come, on the customer's word. */
    void leave(Instant at) {
        endsAt = at;
    }

    /** It goes on: the customer took it back. */
    void stay() {
        endsAt = null;
    }

    /** Another version applies from now on, with its promises; a customer who accepted it did so expressly. */
    void adopt(Offer offer, Edition terms, @Nullable UUID accepted) {
        planCode = offer.code();
        level = offer.level();
        promises = offer.promises();
        termsVersion = terms.id();
        termsNumber = terms.number();
        termsSha256 = terms.hash();
        if (accepted != null) acceptance = accepted;
    }

    /** Whether it is over at a moment, past or to come. */
    boolean overAt(Instant moment) {
        Instant end = endedAt == null ? endsAt : endedAt;
        return moment.isBefore(activatedAt) || end != null && !end.isAfter(moment);
    }

    /** Whether nobody has said that it ends before a moment, or at it: who leaves is under what they left with until the end. */
    boolean lastsUntil(Instant moment) {
        return endsAt == null || endsAt.isAfter(moment);
    }

    Audience audience() {
        return audience;
    }

    UUID document() {
        return document;
    }

    UUID terms() {
        return termsVersion;
    }

    String locale() {
        return locale;
    }

    @Nullable Instant endsAt() {
        return endsAt;
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    UUID customer() {
        return customer;
    }

    boolean ended() {
        return state == State.ENDED;
    }

    long version() {
        return version;
    }

    ContractView view() {
        return new ContractView(
                id,
                customer,
                site,
                new ContractView.PlanRef(plan, planCode, level),
                promises,
                audience,
                locale,
                new ContractView.TermsRef(document, termsVersion, termsNumber, termsSha256),
                acceptance,
                state,
                activatedAt,
                endsAt,
                endedAt);
    }
}
