package org.gardefou.support.quote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.quote.QuoteTold.Answered;
import org.gardefou.support.quote.QuoteTold.Offered;

/** Makes offers and takes answers, inside the caller's transaction. */
@ApplicationScoped
public class QuoteDesk {

    private static final String TOPIC = "gardefou.cases";

    private final Quotes quotes;
    private final QuoteConfig config;
    private final Outbox outbox;
    private final Event<QuoteAnswered> answered;
    private final Clock clock;

    QuoteDesk(Quotes quotes, QuoteConfig config, Outbox outbox, Event<QuoteAnswered> answered, Clock clock) {
        this.quotes = quotes;
        this.config = config;
        this.outbox = outbox;
        this.answered = answered;
        this.clock = clock;
    }

    /** Offers a price; the offer that already stands for the case is the one that counts. */
    public Quote offer(QuoteRequest request) {
        Instant now = clock.instant();
        endOverdue(request.caseId(), now);
        return quotes.offered(request.caseId()).orElseGet(() -> {
            Quote quote = new Quote(Ids.next(), request, now, now.plus(config.validity()));
            quotes.persist(quote);
            tell("quote.offered", quote, Offered.of(quote));
            return quote;
        });
    }

    /**
     * Ends the offer of a case that no longer needs it: the trouble is over, or it turned out to be ours. Nobody can accept it then. The
     * case itself knows; it is not told.
     */
    public void withdraw(UUID caseId) {
        quotes.offered(caseId).ifPresent(quote -> {
            quote.withdraw(clock.instant());
            tell("quote.expired", quote, Answered.of(quote, clock.instant()));
        });
    }

    void accept(Quote quote, String by, String button) {
        quote.accept(by, button, clock.instant());
        answered("quote.accepted", quote);
    }

    void decline(Quote quote, String by) {
        quote.decline(by, clock.instant());
        answered("quote.declined", quote);
    }

    /** Ends some of the offers whose time is over; returns whether there may be more. */
    boolean expire() {
        Instant now = clock.instant();
        List<Quote> overdue = quotes.overdue(now);
        for (Quote quote : overdue) {
            quote.expire(now);
            answered("quote.expired", quote);
        }
        return overdue.size() == Quotes.SWEEP;
    }

    /** An offer may be overdue before the sweep has seen it; it must not stand in the way of a new one. */
    private void endOverdue(UUID caseId, Instant now) {
        quotes.offered(caseId).filter(quote -> quote.overdue(now)).ifPresent(quote -> {
            quote.expire(now);
            tell("quote.expired", quote, Answered.of(quote, now));
            quotes.flush();
        });
    }

    private void answered(String type, Quote quote) {
        tell(type, quote, Answered.of(quote, clock.instant()));
        answered.fire(new QuoteAnswered(quote.caseId(), quote.state()));
    }

    private void tell(String type, Quote quote, Object data) {
        outbox.add(org.gardefou.kit.outbox.Event.of(TOPIC, type, quote.site(), data));
    }
}
