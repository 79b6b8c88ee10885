package org.gardefou.terms.conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a promise to a site is like, as last looked at, and what was told of it. */
@Entity
@Table(name = "promise_standing")
class Standing {

    @Id
    private UUID id;

    private UUID site;

    @Enumerated(EnumType.STRING)
    private Promise promise;

    private UUID contract;
    private UUID customer;
    private UUID terms;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private Reason reason;

    private @Nullable Instant since;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<UUID> evidence;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Measured measured;

    @Enumerated(EnumType.STRING)
    private @Nullable State told;

    @Column(name = "told_period")
    private @Nullable String toldPeriod;

    @Column(name = "told_since")
    private @Nullable Instant toldSince;

    @Column(name = "looked_at")
    private Instant lookedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Standing() {}

    Standing(UUID id, UUID site, UUID contract, UUID customer, Agreed under, Judgement judged, Instant now) {
        this.id = id;
        this.site = site;
        this.promise = judged.promise();
        this.contract = contract;
        this.customer = customer;
        this.terms = under.version();
        this.state = judged.state();
        this.reason = judged.reason();
        this.since = judged.since();
        this.evidence = judged.evidence();
        this.measured = judged.measured();
        this.lookedAt = now;
    }

    /** It is like this now; another contract begins anew. */
    void becomes(UUID newContract, UUID newCustomer, Agreed under, Judgement judged, Instant now) {
        if (!contract.equals(newContract)) {
            told = null;
            toldPeriod = null;
            toldSince = null;
        }
        contract = newContract;
        customer = newCustomer;
        terms = under.version();
        state = judged.state();
        reason = judged.reason();
        since = judged.since();
        evidence = judged.evidence();
        measured = judged.measured();
        lookedAt = now;
    }

    /**
     * What has to be told of it now: that it is broken, once, and once for each month where months are counted; that it is kept again, where
     * it was told to be broken. That nobody can tell any more is no recovery.
     *
     * @param period the month; null where the promise has none
     */
    Optional<State> news(@Nullable String period) {
        if (state == State.BROKEN && (told != State.BROKEN || !Objects.equals(period, toldPeriod)))
            return Optional.of(State.BROKEN);
        return state == State.KEPT && told == State.BROKEN ? Optional.of(State.KEPT) : Optional.empty();
    }

    void tell(State news, @Nullable String period) {
        told = news;
        toldPeriod = period;
        toldSince = since;
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    Promise promise() {
        return promise;
    }

    UUID contract() {
        return contract;
    }

    UUID customer() {
        return customer;
    }

    UUID terms() {
        return terms;
    }

    Reason reason() {
        return reason;
    }

    @Nullable Instant since() {
        return since;
    }

    @Nullable Instant toldSince() {
        return toldSince;
    }

    List<UUID> evidence() {
        return List.copyOf(evidence);
    }

    View view() {
        return new View(
                promise,
                promise.title(),
                state,
                reason,
                reason.text(),
                site,
                customer,
                contract,
                terms,
                since,
                evidence,
                measured,
                lookedAt);
    }

    /** What a promise is like, as it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PromiseStanding")
    record View(
            Promise promise,
            Text title,
            State state,
            Reason reason,
            Text text,
            UUID site,
            UUID customer,
            UUID contract,

            @Schema(description = "The version of the terms that promises it")
            UUID terms,

            @Nullable @Schema(
                    description =
                            "Broken since; or when what shows it to be kept happened. Left out where nothing was measured")
            Instant since,

            @Schema(
                    description =
                            "What shows it: the ids of events, as the ledger has them in `data.event`, and of liability assessments")
            List<UUID> evidence,

            @Nullable @Schema(description = "Of availability: what was counted in this month so far")
            Measured measured,

            @Schema(
                    description =
                            "When it was last looked at: it is looked again when something happens or time can change it")
            Instant lookedAt) {}
}
