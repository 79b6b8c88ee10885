package org.gardefou.support.quote;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.gardefou.kit.job.RepeatedJob;

/** Ends offers whose time is over. An acceptance checks the time itself, so a late sweep harms nobody. */
@ApplicationScoped
class QuoteExpiry implements RepeatedJob {

    private final QuoteDesk desk;

    QuoteExpiry(QuoteDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "quote-expiry";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        boolean more = true;
        while (more) more = QuarkusTransaction.requiringNew().call(desk::expire);
    }
}
