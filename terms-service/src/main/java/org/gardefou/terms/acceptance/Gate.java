package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Document;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.document.Edition;
import org.gardefou.terms.document.Editions;
import org.gardefou.terms.language.Text;
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
        /** The customer has accepted an earlier version only, and who orders accepts what is in force. */
        NEWER_VERSION,
        /** The customer goes on under an earlier version, and one that came since binds only who accepts it expressly. */
        EXPRESS_ACCEPTANCE
    }

    /** What is to go on. */
    enum Purpose {
        /** A new order: the version in force must have been accepted by a click (Code civil, art. 1119, 1127-1). */
        ORDER,
        /** What was ordered before, a login or a renewal: only what binds nobody without their word must be accepted anew. */
        CONTINUATION
    }

    /**
     * What is missing.
     *
     * @param version to be shown and accepted; null when there is none
     * @param changeClass of the version that needs an acceptance; null: it is not a change that asks for it
     * @param source the article that asks for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GateMissing")
    record Missing(
            @Schema(examples = "NEVER_ACCEPTED") Reason reason,
            @Nullable UUID document,
            @Nullable UUID version,
            @Nullable Integer number,
            @Nullable ChangeClass changeClass,
            @Nullable Text source) {}

    /**
     * The answer.
     *
     * @param acceptance the one that lets it go on
     * @param provenance of that one: an imported one proves less
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GateAnswer")
    record Answer(
            boolean allowed,
            @Nullable UUID acceptance,
            @Nullable Provenance provenance,
            List<Missing> missing) {

        static Answer yes(Acceptance accepted) {
            return new Answer(true, accepted.id(), accepted.provenance(), List.of());
        }
    }

    /** Whether a customer of this audience may go on with the plan. Three indexed reads, one or two more when something is missing. */
    Answer ask(UUID customer, UUID plan, Audience audience, Purpose purpose, Instant now) {
        Optional<Document> document = documents.of(plan, audience);
        Optional<Edition> inForce = document.flatMap(found -> editions.inForce(found.id(), now));
        if (inForce.isEmpty())
            return no(new Missing(
                    Reason.NO_TERMS_IN_FORCE, document.map(Document::id).orElse(null), null, null, null, null));
        Edition version = inForce.get();
        return acceptances
                .clicked(customer, version.id())
                .map(Answer::yes)
                .orElseGet(() -> earlier(customer, version, purpose, now));
    }

    private Answer earlier(UUID customer, Edition version, Purpose purpose, Instant now) {
        Optional<Acceptance> last = acceptances.last(customer, version.document());
        if (last.isEmpty()) return no(missing(Reason.NEVER_ACCEPTED, version, null));
        if (purpose == Purpose.ORDER) return no(missing(Reason.NEWER_VERSION, version, null));
        return editions.following(editions.findById(last.get().version())).stream()
                .filter(since -> !since.effect().isAfter(now))
                .filter(Gate::needsAWord)
                .findFirst()
                .map(since -> no(missing(Reason.EXPRESS_ACCEPTANCE, version, since.changes())))
                .orElseGet(() -> Answer.yes(last.get()));
    }

    /** What was published before changes were judged may have changed anything. */
    private static boolean needsAWord(Edition since) {
        Verdict verdict = since.changes();
        return verdict == null || verdict.consent() == Consent.EXPRESS;
    }

    private static Missing missing(Reason reason, Edition version, @Nullable Verdict verdict) {
        return new Missing(
                reason,
                version.document(),
                version.id(),
                version.number(),
                verdict == null ? null : verdict.changeClass(),
                verdict == null ? null : verdict.basis());
    }

    private static Answer no(Missing missing) {
        return new Answer(false, null, null, List.of(missing));
    }
}
