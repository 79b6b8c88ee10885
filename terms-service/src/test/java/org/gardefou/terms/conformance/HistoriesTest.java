package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.id;
import static org.gardefou.terms.conformance.Timeline.paris;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.contract.ContractHistory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is read back for a month is enough to judge it as if all that ever happened had been read. */
@QuarkusTest
class HistoriesTest {

    private static final Instant START = paris("2026-01-10T00:00");
    private static final int DAYS = 240;

    private final Conformance conformance = new Conformance(SETTINGS);

    @Inject
    Histories histories;

    @Inject
    FactSweep sweep;

    @Inject
    Rows rows;

    @RepeatedTest(40)
    void nothingThatMattersIsLeftOutOrLetGoOf(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Instant change = START.plus(Duration.ofDays(random.nextInt(DAYS)));
        Timeline timeline = ConformancePropertyTest.anything(random, START, change, DAYS, 60);
        timeline.facts.removeIf(fact -> tooEarly(fact, timeline.facts));
        UUID site = Ids.next();
        Instant now = START.plus(Duration.ofMinutes(random.nextInt(DAYS * 24 * 60)));
        YearMonth month = YearMonth.of(2026, 1 + random.nextInt(8));
        QuarkusTransaction.begin();
        try {
            timeline.facts.forEach(fact -> keep(site, fact));
            ContractHistory.Of contract = contract(site, timeline.agreed);
            Span span = SETTINGS.month(month);
            Span current = SETTINGS.month(SETTINGS.monthOf(now));
            if (turn.getCurrentRepetition() % 2 == 0)
                sweep.forget(
                        site, List.of(contract), span.from().isBefore(current.from()) ? span.from() : current.from());

            assertThat(conformance.in(histories.of(contract, span), month))
                    .isEqualTo(conformance.in(timeline.history(), month));
            assertThat(conformance.credit(histories.of(contract, span), month, List.of()))
                    .isEqualTo(conformance.credit(timeline.history(), month, List.of()));
            assertThat(conformance.now(histories.of(contract, current), now))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("evidence", "incidents")
                    .isEqualTo(conformance.now(timeline.history(), now));
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    @Test
    void anOutageBeginsWhenItWasToldFirstHoweverLongAgo() {
        UUID site = Ids.next();
        Instant down = START.plus(Duration.ofDays(3));
        Timeline lasting = new Timeline()
                .agree(Timeline.DAILY, START)
                .down(START, START.plusSeconds(60))
                .fact(What.SITE_DOWN, down)
                .assessed(down, "CUSTOMER", "HIGH")
                .fact(What.SITE_DOWN, down.plus(Duration.ofDays(2)));
        Instant late = START.plus(Duration.ofDays(90));
        QuarkusTransaction.begin();
        try {
            lasting.facts.forEach(fact -> keep(site, fact));
            ContractHistory.Of contract = contract(site, lasting.agreed);
            YearMonth month = YearMonth.of(2026, 4);

            assertThat(conformance.in(histories.of(contract, SETTINGS.month(month)), month))
                    .isEqualTo(conformance.in(lasting.history(), month));
            assertThat(histories.wentDown(site, late)).contains(down);
            assertThat(histories.wentDown(site, START.plus(Duration.ofDays(1)))).isEmpty();
        } finally {
            QuarkusTransaction.rollback();
        }
    }

    /** No point goes before it was taken. */
    private static boolean tooEarly(Observed gone, List<Observed> facts) {
        return (gone.what() == What.POINT_CORRUPTED
                        || gone.what() == What.POINT_VERIFIED
                        || gone.what() == What.POINT_EXPIRED)
                && facts.stream()
                        .anyMatch(fact -> fact.what() == What.POINT_TAKEN
                                && Objects.equals(fact.subject(), gone.subject())
                                && fact.at().isAfter(gone.at()));
    }

    private void keep(UUID site, Observed fact) {
        rows.change(
                "insert into conformance_fact (event, site, what, at, subject, code, certainty) values (?, ?, ?, ?, ?, ?, ?)",
                fact.event(),
                site,
                fact.what().name(),
                fact.at(),
                fact.subject(),
                fact.code(),
                fact.certainty());
    }

    private static ContractHistory.Of contract(UUID site, List<Agreed> agreed) {
        return new ContractHistory.Of(
                id(1),
                site,
                id(2),
                START,
                null,
                agreed.stream()
                        .map(terms -> new ContractHistory.Term(
                                terms.span().from(),
                                terms.version(),
                                terms.number(),
                                terms.sha256(),
                                "standard",
                                terms.promises()))
                        .toList());
    }
}
