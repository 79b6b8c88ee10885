package org.gardefou.support.supportcase;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.gardefou.support.quote.Quote.State;
import org.gardefou.support.quote.QuoteAnswered;

/** Lets a case go on when its quote is answered. */
@ApplicationScoped
class QuoteAnswers {

    private final Cases cases;
    private final CaseDesk desk;

    QuoteAnswers(Cases cases, CaseDesk desk) {
        this.cases = cases;
        this.desk = desk;
    }

    void answered(@Observes QuoteAnswered answer) {
        SupportCase found = cases.findById(answer.caseId());
        if (found == null || !found.status().open()) return;
        if (answer.state() == State.ACCEPTED) found.quoteAccepted();
        else found.quoteRefused();
        desk.changed(found);
    }
}
