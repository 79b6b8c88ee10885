package org.gardefou.terms.acceptance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.document.Documents;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.linter.OrderButtons;

/**
 * Says of a click whether it was an order, and refuses one that was placed by a button which does not say that it obliges to pay: such a
 * consumer is not bound, so that recording it would only look like proof.
 */
@ApplicationScoped
class OrderJudge {

    private final Documents documents;
    private final OrderButtons buttons;

    OrderJudge(Documents documents, OrderButtons buttons) {
        this.documents = documents;
        this.buttons = buttons;
    }

    /**
     * Whether the click was an order of something that costs.
     *
     * @param document whose readers the law is about
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 when it is said to be one, and the button does not say so as the law asks for
     */
    boolean judge(UUID document, NewAcceptance click, Instant at) {
        Audience readers = documents.findById(document).audience();
        if (buttons.asked(readers, at).isEmpty()) return click.ordering();
        Optional<Finding> broken = buttons.broken(readers, at, click.locale(), click.buttonText());
        if (broken.isPresent() && click.ordering()) throw unclear(broken.get(), click);
        return broken.isEmpty();
    }

    private static RuntimeException unclear(Finding broken, NewAcceptance click) {
        return Problems.ownBuilder(
                        "terms/order-button-unclear",
                        422,
                        "The button does not say that ordering obliges to pay",
                        "By the button \"%s\" a consumer is not bound to pay (%s). Put words on it that say so in the language of the page (`says` names some, GET /terms/v1/versions/%s/agreement the usual ones), and have the order placed again. If it ordered nothing that costs, leave `order` out: the order then needs a button of its own."
                                .formatted(click.buttonText(), broken.source().en(), click.version()))
                .with("rule", broken.rule())
                .with("source", broken.source())
                .with("says", broken.says())
                .build();
    }
}
