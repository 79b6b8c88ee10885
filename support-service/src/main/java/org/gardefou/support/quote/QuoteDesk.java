package org.gardefou.support.quote;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

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

    record Offered(
            UUID quote,

            @com.fasterxml.jackson.annotation.JsonProperty("case")
            UUID caseId,

            UUID site,

            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable UUID customer,

            Price price,
            Instant validUntil,
            Instant at) {}

    record Answer(
            UUID quote,

            @com.fasterxml.jackson.annotation.JsonProperty("case")
            UUID caseId,

            UUID site,

            @com.fasterxml.jackson.annotation.JsonInclude(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
            @Nullable UUID customer,

            Price price,
            Instant at) {}

    /** Offers a price; the offer that already stands for the case is the one that counts. */
    public Quote offer(QuoteRequest request) {
        Instant now = clock.instant();
        return quotes.standing(request.caseId(), now).orElseGet(() -> {
            Quote quote = new Quote(Ids.next(), request, now, now.plus(config.validity()));
            quotes.persist(quote);
            tell(
                    "quote.offered",
                    quote,
                    new Offered(
                            quote.id(),
                            quote.caseId(),
                            quote.site(),
                            quote.customer().orElse(null),
                            quote.price(),
                            quote.validUntil(),
                            now));
            return quote;
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

    void expire() {
        Instant now = clock.instant();
        for (Quote quote : quotes.overdue(now)) {
            quote.expire(now);
            answered("quote.expired", quote);
        }
    }

    private void answered(String type, Quote quote) {
        tell(
                type,
                quote,
                new Answer(
                        quote.id(),
                        quote.caseId(),
                        quote.site(),
                        quote.customer().orElse(null),
                        quote.price(),
                        clock.instant()));
        answered.fire(new QuoteAnswered(quote.caseId(), quote.state()));
    }

    private void tell(String type, Quote quote, Object data) {
        outbox.add(org.gardefou.kit.outbox.Event.of(TOPIC, type, quote.site(), data));
    }
}
