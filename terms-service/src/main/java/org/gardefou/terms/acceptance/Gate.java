package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Verdict;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.linter.Finding;
import org.jspecify.annotations.Nullable;

/** Whether an order of a customer may go on, and what is missing. Pure; what it decides by is read by {@link GateReader}. */
final class Gate {

    private Gate() {}

    /** Why an order may not go on. */
    enum Reason {
        /** The plan has no terms for such a customer: nothing can be sold on it. */
        NO_TERMS_IN_FORCE,
        /** The customer has accepted no version of these terms. */
        NEVER_ACCEPTED,
        /** The customer has accepted an earlier version only, and who orders accepts what is in force. */
        NEWER_VERSION,
        /** The customer goes on under an earlier version, and one that came since binds only who accepts it expressly. */
        EXPRESS_ACCEPTANCE,
        /** The button by which a consumer orders does not say that it obliges to pay: they would not be bound (L221-14). */
        ORDER_BUTTON
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
     * @param orderButton what the button must say by which the order is placed, where nothing shows yet that it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "GateAnswer")
    record Answer(
            boolean allowed,
            @Nullable UUID acceptance,
            @Nullable Provenance provenance,
            List<Missing> missing,
            @Nullable OrderButton orderButton) {

        static Answer yes(Found.Given accepted) {
            return new Answer(true, accepted.acceptance, accepted.provenance, List.of(), null);
        }

        private Answer reminding(Finding asked) {
            return new Answer(allowed, acceptance, provenance, missing, OrderButton.of(asked));
        }

        private Answer refusing(Finding broken) {
            List<Missing> all = new ArrayList<>(missing);
            all.add(new Missing(Reason.ORDER_BUTTON, null, null, null, null, broken.source()));
            return new Answer(false, null, null, List.copyOf(all), OrderButton.of(broken));
        }
    }

    /** What the button must say by which the order is placed, by which rule. */
    @Schema(name = "GateOrderButton")
    record OrderButton(@Schema(examples = "FR-B2C-12") String rule, Text source, Text says) {

        static OrderButton of(Finding finding) {
            return new OrderButton(finding.rule(), finding.source(), finding.says());
        }
    }

    /**
     * What is known of the button by which the order is placed.
     *
     * @param told whether its words were told
     * @param rule that they break or, where they were not told, must meet
     */
    record Button(boolean told, Finding rule) {}

    /** Whether a customer of this audience may go on with the plan, at a time. */
    record Question(UUID customer, UUID plan, Audience audience, Purpose purpose, Instant at) {}

    /**
     * All that counts for a question.
     *
     * @param document the terms of the plan for the audience
     * @param version of it that is in force
     * @param clicked the customer's click on that version: the first by which they ordered, else the first
     * @param earlier what the customer accepted of the document last; only looked for without such a click
     * @param wordNeeded whether a version that came into force since then binds only who accepts it expressly; only looked for to continue
     * @param changes what that version changes; null: it was published before changes were judged, and may have changed anything
     */
    record Found(
            @Nullable UUID document,
            @Nullable UUID version,
            int number,
            @Nullable Given clicked,
            @Nullable Given earlier,
            boolean wordNeeded,
            @Nullable Verdict changes) {

        /** An acceptance, where it comes from, and whether its button was one by which something that costs was ordered. */
        record Given(UUID acceptance, Provenance provenance, boolean orders) {}
    }

    /**
     * Decides.
     *
     * @param button of the order; null: no law asks anything of it, or it is as the law asks for
     */
    static Answer answer(Purpose purpose, Found found, @Nullable Button button) {
        Answer answer = answer(purpose, found);
        if (button == null || purpose != Purpose.ORDER) return answer;
        if (button.told) return answer.refusing(button.rule);
        return found.clicked != null && found.clicked.orders ? answer : answer.reminding(button.rule);
    }

    private static Answer answer(Purpose purpose, Found found) {
        if (found.version == null)
            return no(new Missing(Reason.NO_TERMS_IN_FORCE, found.document, null, null, null, null));
        if (found.clicked != null) return Answer.yes(found.clicked);
        if (found.earlier == null) return no(missing(Reason.NEVER_ACCEPTED, found, null));
        if (purpose == Purpose.ORDER) return no(missing(Reason.NEWER_VERSION, found, null));
        if (found.wordNeeded) return no(missing(Reason.EXPRESS_ACCEPTANCE, found, found.changes));
        return Answer.yes(found.earlier);
    }

    private static Missing missing(Reason reason, Found found, @Nullable Verdict verdict) {
        return new Missing(
                reason,
                found.document,
                found.version,
                found.number,
                verdict == null ? null : verdict.changeClass(),
                verdict == null ? null : verdict.basis());
    }

    private static Answer no(Missing missing) {
        return new Answer(false, null, null, List.of(missing), null);
    }
}
