package org.gardefou.terms.liability;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.ledger.Canonical;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What was decided about one diagnosis, with the facts it was decided on, both as canonical JSON. It never changes. */
@Entity
@Immutable
@Table(name = "liability_assessment")
class Assessment {

    @Id
    private UUID id;

    private @Nullable UUID diagnosis;
    private UUID site;
    private UUID customer;
    private @Nullable UUID contract;

    @Enumerated(EnumType.STRING)
    private Party party;

    @Enumerated(EnumType.STRING)
    private Confidence confidence;

    private String facts;
    private String outcome;
    private String sha256;
    private Instant at;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Assessment() {}

    Assessment(
            UUID id, Facts known, UUID customer, Outcome decided, String factsJson, String outcomeJson, Instant now) {
        this.id = id;
        this.diagnosis = known.diagnosis();
        this.site = known.site();
        this.customer = customer;
        this.contract = known.terms() == null ? null : known.terms().contract();
        this.party = decided.party();
        this.confidence = decided.confidence();
        this.facts = factsJson;
        this.outcome = outcomeJson;
        this.sha256 = Canonical.sha256(outcomeJson);
        this.at = now;
    }

    UUID id() {
        return id;
    }

    UUID site() {
        return site;
    }

    String sha256() {
        return sha256;
    }

    Instant at() {
        return at;
    }

    /** The facts that it was made on, as canonical JSON. */
    String facts() {
        return facts;
    }

    /** What was decided, as canonical JSON. */
    String outcome() {
        return outcome;
    }

    /** An assessment, as it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AssessmentView")
    record View(
            UUID id,

            @Nullable @Schema(description = "Left out when a person asked")
            UUID diagnosis,

            UUID site,
            UUID customer,
            @Nullable UUID contract,
            Party party,
            Confidence confidence,

            @Schema(
                    implementation = Outcome.class,
                    description = "The outcome as canonical JSON (RFC 8785): the bytes that were hashed")
            @JsonRawValue
            String outcome,

            @Schema(implementation = Facts.class, description = "All that was looked at") @JsonRawValue
            String facts,

            @Schema(description = "SHA-256 of the outcome, in hex")
            String sha256,

            Instant at) {}

    View view() {
        return new View(id, diagnosis, site, customer, contract, party, confidence, outcome, facts, sha256, at);
    }
}
