package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Document;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.jspecify.annotations.Nullable;

/** Whether an order of a customer may go on, and what is missing. */
@ApplicationScoped
class Gate {

    private final Documents documents;
    private final Editions editions;
    private final Acceptances acceptances;

    Gate(Documents documents, Editions editions, Acceptances acceptances) {
        this.documents = documents;
        this.editions = editions;
        this.acceptances = acceptances;
    }

    /** Why an order may not go on. */
    enum Reason {
        /** The plan has no terms for such a customer: nothing can be sold on it. */
        NO_TERMS_IN_FORCE,
        /** The customer has accepted no version of these terms. */
        NEVER_ACCEPTED,
        /** The customer has accepted an earlier version only. */
        NEWER_VERSION
    }

    /**
     * What is missing.
     *
     * @param version to be shown and accepted; null when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GateMissing")
    record Missing(
            @Schema(examples = "NEVER_ACCEPTED") Reason reason,
            @Nullable UUID document,
            @Nullable UUID version,
            @Nullable Integer number) {}

    /**
     * The answer.
     *
     * @param acceptance the one that lets it go on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GateAnswer")
    record Answer(boolean allowed, @Nullable UUID acceptance, List<Missing> missing) {}

    /** Whether a customer of this audience may go on with the plan. Three indexed reads, one more when something is missing. */
    Answer ask(UUID customer, UUID plan, Audience audience, Instant now) {
        Optional<Document> document = documents.of(plan, audience);
        Optional<Edition> inForce = document.flatMap(found -> editions.inForce(found.id(), now));
        if (inForce.isEmpty())
            return no(new Missing(
                    Reason.NO_TERMS_IN_FORCE, document.map(Document::id).orElse(null), null, null));
        Edition version = inForce.get();
        return acceptances
                .of(customer, version.id())
                .map(accepted -> new Answer(true, accepted.id(), List.of()))
                .orElseGet(() -> no(new Missing(
                        acceptances.ofDocument(customer, version.document())
                                ? Reason.NEWER_VERSION
                                : Reason.NEVER_ACCEPTED,
                        version.document(),
                        version.id(),
                        version.number())));
    }

    private static Answer no(Missing missing) {
        return new Answer(false, null, List.of(missing));
    }
}
