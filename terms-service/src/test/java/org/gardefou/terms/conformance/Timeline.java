package org.gardefou.terms.conformance;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.plan.Promises.Availability;
import org.gardefou.terms.plan.Promises.Backup;
import org.gardefou.terms.plan.Promises.Money;
import org.gardefou.terms.plan.Promises.Repair;
import org.gardefou.terms.plan.Promises.Restore;
import org.gardefou.terms.plan.Promises.Support;
import org.jspecify.annotations.Nullable;

/** What was promised and what happened, written down by a test. */
final class Timeline {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Settings SETTINGS = new Settings(Duration.ofHours(1), PARIS);
    static final Duration LOOK = Duration.ofMinutes(5);
    static final Promises DAILY = promises("PT24H", "P7D", available("99.9", 5, 990L));

    final List<Agreed> agreed = new ArrayList<>();
    final List<Observed> facts = new ArrayList<>();
    final List<Span> watched = new ArrayList<>();

    static Promises promises(
            @Nullable String frequency, @Nullable String retention, @Nullable Availability availability) {
        return new Promises(
                new Backup(frequency != null, frequency, retention, null, null),
                new Restore(frequency != null, 0),
                new Support("PT8H", null),
                new Repair(new Money(9000, "EUR")),
                availability,
                null);
    }

    static Availability available(String percent, @Nullable Integer credit, @Nullable Long price) {
        return new Availability(new BigDecimal(percent), credit, price == null ? null : new Money(price, "EUR"), null);
    }

    /** A moment by the clocks of Paris: {@code 2026-10-25T02:30}. */
    static Instant paris(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    Timeline agree(Promises promises, Instant from, Instant to) {
        agreed.add(new Agreed(new Span(from, to), id(1000 + agreed.size()), agreed.size() + 1, "00", promises));
        return this;
    }

    Timeline agree(Promises promises, Instant from) {
        return agree(promises, from, Span.OPEN);
    }

    Timeline point(int number, Instant taken) {
        return fact(What.POINT_TAKEN, taken, id(number), null, null);
    }

    Timeline point(int number, What what, Instant at) {
        return fact(what, at, id(number), null, null);
    }

    Timeline verified(int number, Instant at, String evidence) {
        return fact(What.POINT_VERIFIED, at, id(number), evidence, null);
    }

    Timeline fact(What what, Instant at) {
        return fact(what, at, null, null, null);
    }

    Timeline code(What what, Instant at, String code) {
        return fact(what, at, null, code, null);
    }

    Timeline down(Instant from, Instant to) {
        return fact(What.SITE_DOWN, from).fact(What.SITE_UP, to);
    }

    Timeline assessed(Instant at, String party, String confidence) {
        return fact(What.ASSESSED, at, null, party, confidence);
    }

    /** Looks from outside, so often that nothing between the two is unmeasured; the last speaks for some minutes more. */
    Timeline watched(Instant from, Instant to) {
        for (Instant at = from; at.isBefore(to); at = at.plus(LOOK)) watched.add(new Span(at, at.plus(LOOK)));
        return this;
    }

    private Timeline fact(
            What what, Instant at, @Nullable UUID subject, @Nullable String code, @Nullable String certainty) {
        facts.add(new Observed(id(facts.size()), what, at, subject, code, certainty));
        return this;
    }

    History history() {
        return history(facts);
    }

    /** With other facts than those that are written down. */
    History history(List<Observed> others) {
        return History.of(agreed, others, Spans.of(watched));
    }

    static UUID id(int number) {
        return new UUID(0x0198c5a27c007000L, 0x8000000000000000L + number);
    }
}
