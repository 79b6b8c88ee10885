package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.DAILY;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.available;
import static org.gardefou.terms.conformance.Timeline.paris;
import static org.gardefou.terms.conformance.Timeline.promises;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises.Availability;
import org.gardefou.terms.plan.Promises.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a site may be down in a month, and what that gives where it was longer. */
class AvailabilityTest {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Conformance conformance = new Conformance(SETTINGS);

    @ParameterizedTest(name = "{0}: {1} promised, {2} allowed")
    @CsvSource({
        "2026-10, PT745H, PT44M42S", // the clocks are put back
        "2026-03, PT743H, PT44M34.8S", // and forward
        "2028-02, PT696H, PT41M45.6S", // a leap year
        "2026-11, PT720H, PT43M12S"
    })
    void aMonthIsAsLongAsItsClocksSay(YearMonth month, Duration length, Duration allowed) {
        Timeline always = new Timeline().agree(DAILY, paris("2020-01-01T00:00"));
        Measured measured =
                Objects.requireNonNull(in(always, Promise.AVAILABILITY, month).measured());

        assertThat(Duration.parse(measured.promised())).isEqualTo(length);
        assertThat(Duration.parse(measured.allowed())).isEqualTo(allowed);
    }

    @Test
    void theMonthOfAMomentIsThatOfParis() {
        assertThat(SETTINGS.monthOf(Instant.parse("2026-10-31T22:59:59Z"))).isEqualTo(OCTOBER);
        assertThat(SETTINGS.monthOf(Instant.parse("2026-10-31T23:00:00Z"))).isEqualTo(YearMonth.of(2026, 11));
        assertThat(SETTINGS.monthOf(Instant.parse("2026-09-30T22:00:00Z"))).isEqualTo(OCTOBER);
    }

    @Test
    void whatIsDownForLongerThanAllowedBreaksTheMonthAndIsCredited() {
        Instant from = paris("2026-10-25T01:30");
        Duration allowed = Duration.parse("PT44M42S");
        Timeline exact = always().down(from, from.plus(allowed));
        Timeline more = always().down(from, from.plus(allowed).plusMillis(1));

        assertThat(in(exact, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.NOT_MEASURED);
        assertThat(conformance.credit(exact.history(), OCTOBER, List.of())).isEmpty();
        Judgement broken = in(more, Promise.AVAILABILITY, OCTOBER);
        assertThat(broken.state()).isEqualTo(State.BROKEN);
        assertThat(broken.since()).isEqualTo(from.plus(allowed));
        Credit credit = conformance.credit(more.history(), OCTOBER, List.of()).orElseThrow();
        assertThat(credit.percent()).isEqualTo(5);
        assertThat(credit.amount()).isEqualTo(new Money(50, "EUR")); // 49.5 cents, rounded up
    }

    @Test
    void withoutAPriceThePercentageStandsAloneAndWithoutACreditThereIsNone() {
        Instant from = paris("2026-10-25T01:30");
        Timeline unpriced = new Timeline()
                .agree(promises(null, null, available("99.9", 5, null)), paris("2026-01-01T00:00"))
                .down(from, from.plus(Duration.ofHours(9)));
        Timeline none = new Timeline()
                .agree(promises(null, null, available("99.9", null, null)), paris("2026-01-01T00:00"))
                .down(from, from.plus(Duration.ofHours(9)));

        assertThat(conformance
                        .credit(unpriced.history(), OCTOBER, List.of())
                        .orElseThrow()
                        .amount())
                .isNull();
        assertThat(in(none, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.BROKEN);
        assertThat(conformance.credit(none.history(), OCTOBER, List.of())).isEmpty();
    }

    @ParameterizedTest(name = "capped {0}, {1} given before: {2}")
    @CsvSource({"true, 0, 600", "true, 600, 390", "true, 1200, 0", "false, 1200, 600"})
    void whereThePlanSaysSoTheContractsOfAMonthGiveNoMoreThanItsPriceTogether(
            boolean capped, long before, long amount) {
        Availability promised = new Availability(new BigDecimal("99.9"), 60, new Money(990, "EUR"), capped);
        Timeline down = new Timeline()
                .agree(promises(null, null, promised), paris("2026-10-16T00:00"))
                .down(paris("2026-10-20T00:00"), paris("2026-10-20T09:00"));
        Credit given = new Credit("C22", "PERCENT_OF_MONTHLY_PRICE", 60, null, new Money(before, "EUR"), null);
        Credit foreign = new Credit("C22", "PERCENT_OF_MONTHLY_PRICE", 60, null, new Money(before, "CHF"), null);

        Credit credit = conformance
                .credit(down.history(), OCTOBER, List.of(given, foreign))
                .orElseThrow();

        // 594 cents of 990.
        assertThat(credit.amount()).isEqualTo(new Money(Math.min(amount, 594), "EUR"));
        assertThat(credit.capped()).isEqualTo(amount < 594 ? true : null);
        assertThat(credit.percent()).isEqualTo(60);
    }

    @ParameterizedTest(name = "assessed {0} {1}: counts {2}")
    @CsvSource({
        "CUSTOMER, HIGH, false",
        "CUSTOMER, MEDIUM, true",
        "CUSTOMER, LOW, true",
        "UNDETERMINED, INSUFFICIENT, true",
        "THIRD_PARTY, HIGH, true",
        "SHARED, HIGH, true",
        "HOST, HIGH, true"
    })
    void onlyWhatIsProvenToBeTheCustomersOwnDoingDoesNotCount(String party, String confidence, boolean counts) {
        Instant from = paris("2026-10-10T10:00");
        Timeline one = always().down(from, from.plus(Duration.ofHours(5))).assessed(from, party, confidence);

        Judgement month = in(one, Promise.AVAILABILITY, OCTOBER);

        assertThat(month.state() == State.BROKEN).isEqualTo(counts);
        assertThat(month.incidents()).singleElement().satisfies(outage -> assertThat(outage.counts())
                .isEqualTo(counts));
    }

    @Test
    void anOutageOverTheEndOfAMonthCountsInBothEachWithItsPart() {
        Instant down = paris("2026-10-31T20:00");
        Instant up = paris("2026-11-01T03:00");
        Timeline over = always().down(down, up);
        Timeline open = always().fact(What.SITE_DOWN, down);

        Judgement october = in(over, Promise.AVAILABILITY, OCTOBER);
        Judgement november = in(over, Promise.AVAILABILITY, OCTOBER.plusMonths(1));

        assertThat(Objects.requireNonNull(october.measured()).down()).isEqualTo("PT4H");
        assertThat(Objects.requireNonNull(november.measured()).down()).isEqualTo("PT3H");
        assertThat(october.incidents().getFirst().evidence())
                .containsExactly(over.facts.getFirst().event());
        assertThat(november.incidents().getFirst().evidence()).hasSize(2);
        // Whether its end was heard by then or not, the first month says the same.
        assertThat(in(open, Promise.AVAILABILITY, OCTOBER)).isEqualTo(october);
    }

    @Test
    void whatIsAssessedWhenAMonthIsOverMakesAnotherOfItOnlyWhereItChangesWhosePartItWas() {
        Instant down = paris("2026-10-31T20:00");
        Instant later = paris("2026-11-02T00:00");
        Timeline open = always().fact(What.SITE_DOWN, down);
        Timeline unsure = always().fact(What.SITE_DOWN, down).assessed(later, "HOST", "MEDIUM");
        Timeline customers = always().fact(What.SITE_DOWN, down)
                .assessed(later, "CUSTOMER", "HIGH")
                .assessed(later.plusSeconds(60), "CUSTOMER", "HIGH");

        Judgement october = in(open, Promise.AVAILABILITY, OCTOBER);

        assertThat(in(unsure, Promise.AVAILABILITY, OCTOBER)).isEqualTo(october);
        assertThat(in(customers, Promise.AVAILABILITY, OCTOBER).incidents())
                .singleElement()
                .satisfies(outage -> {
                    assertThat(outage.counts()).isFalse();
                    assertThat(outage.evidence())
                            .containsExactly(
                                    customers.facts.get(0).event(),
                                    customers.facts.get(1).event());
                });
    }

    @Test
    void toldToBeDownAgainItIsOneOutage() {
        Instant down = paris("2026-10-10T10:00");
        Timeline once = always().down(down, down.plus(Duration.ofHours(2)));
        Timeline again = always().down(down, down.plus(Duration.ofHours(2)))
                .fact(What.SITE_DOWN, down.plusSeconds(60))
                .fact(What.SITE_DOWN, down.plusSeconds(60 * 60));

        assertThat(in(again, Promise.AVAILABILITY, OCTOBER)).isEqualTo(in(once, Promise.AVAILABILITY, OCTOBER));
    }

    @Test
    void anotherPartOfWhatWentWrongTakesTheExcuseAway() {
        Instant from = paris("2026-10-10T10:00");
        Timeline both = always().down(from, from.plus(Duration.ofHours(5)))
                .assessed(from, "CUSTOMER", "HIGH")
                .assessed(from.plusSeconds(600), "HOST", "MEDIUM");
        Timeline later = always().down(from, from.plus(Duration.ofHours(5)))
                .assessed(from, "UNDETERMINED", "INSUFFICIENT")
                .assessed(from.plusSeconds(600), "CUSTOMER", "HIGH");

        assertThat(in(both, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.BROKEN);
        assertThat(in(later, Promise.AVAILABILITY, OCTOBER).state()).isNotEqualTo(State.BROKEN);
    }

    @Test
    void aContractThatBeganWithinTheMonthIsMeasuredFromItsBeginning() {
        Instant begun = paris("2026-10-30T00:00");
        // 48 hours, of which the site may be down for 2 minutes and 52.8 seconds.
        Timeline late = new Timeline()
                .agree(DAILY, begun)
                .down(begun.minus(Duration.ofHours(9)), begun.plus(Duration.ofMinutes(3)));

        Judgement month = in(late, Promise.AVAILABILITY, OCTOBER);

        assertThat(month.state()).isEqualTo(State.BROKEN);
        assertThat(Objects.requireNonNull(month.measured()).down()).isEqualTo("PT3M");
        assertThat(Objects.requireNonNull(month.measured()).promised()).isEqualTo("PT48H");
    }

    @Test
    void whatChangedWithinTheMonthIsMeasuredApartAndTheBestCreditIsGivenOnce() {
        Instant change = paris("2026-10-16T00:00");
        Timeline changed = new Timeline()
                .agree(promises(null, null, available("99.9", 5, 990L)), paris("2026-01-01T00:00"), change)
                .agree(promises(null, null, available("99.95", 10, 1990L)), change)
                .down(change.minus(Duration.ofHours(3)), change.plus(Duration.ofHours(3)));

        assertThat(in(changed, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.BROKEN);
        assertThat(conformance
                        .credit(changed.history(), OCTOBER, List.of())
                        .orElseThrow()
                        .amount())
                .isEqualTo(new Money(199, "EUR"));
    }

    @Test
    void aNewVersionWithTheSameAvailabilityDoesNotCutTheMonth() {
        Instant change = paris("2026-10-16T00:00");
        Timeline renewed = new Timeline()
                .agree(DAILY, paris("2026-01-01T00:00"), change)
                .agree(promises("PT12H", "P7D", available("99.90", 5, 990L)), change)
                .down(change, change.plus(Duration.ofMinutes(40)));

        assertThat(in(renewed, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.NOT_MEASURED);
    }

    @Test
    void keptIsOnlyWhatWasWatched() {
        Span october = SETTINGS.month(OCTOBER);
        Timeline watched = always().watched(october.from(), october.to());
        Timeline almost = always().watched(october.from().plus(Duration.ofMinutes(44)), october.to());
        Timeline less = always().watched(october.from().plus(Duration.ofMinutes(46)), october.to());

        assertThat(in(always(), Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.NOT_MEASURED);
        assertThat(in(watched, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.KEPT);
        assertThat(in(almost, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.KEPT);
        assertThat(in(less, Promise.AVAILABILITY, OCTOBER).state()).isEqualTo(State.NOT_MEASURED);
    }

    @Test
    void anOutageThatGoesOnIsDueWhenItWillHaveBeenTooLong() {
        Instant from = paris("2026-10-10T10:00");
        Timeline down = always().fact(What.SITE_DOWN, from);

        Judgement before = now(down, Promise.AVAILABILITY, from.plusSeconds(60));
        Instant due = Objects.requireNonNull(before.due());

        assertThat(before.state()).isEqualTo(State.NOT_MEASURED);
        assertThat(due).isEqualTo(from.plus(Duration.parse("PT44M42.001S")));
        assertThat(now(down, Promise.AVAILABILITY, due).state()).isEqualTo(State.BROKEN);
        assertThat(now(down, Promise.AVAILABILITY, due.minusMillis(1)).state()).isEqualTo(State.NOT_MEASURED);
        // A new month begins anew, and the outage goes on into it.
        assertThat(now(down, Promise.AVAILABILITY, paris("2026-11-01T00:10")).state())
                .isEqualTo(State.NOT_MEASURED);
        assertThat(now(down, Promise.AVAILABILITY, paris("2026-11-01T00:10")).reason())
                .isEqualTo(Reason.DOWN_NOW);
        assertThat(now(down, Promise.AVAILABILITY, paris("2026-11-01T00:44")).state())
                .isEqualTo(State.BROKEN);
    }

    @Test
    void whatIsWatchedIsKeptSoFarUntilNobodyLooks() {
        Instant until = paris("2026-10-03T00:00");
        Timeline watched = always().watched(paris("2026-10-01T00:00"), until);

        Judgement so = now(watched, Promise.AVAILABILITY, until.minusSeconds(1));

        assertThat(so.state()).isEqualTo(State.KEPT);
        Instant due = Objects.requireNonNull(so.due());
        assertThat(due).isAfter(until).isBefore(until.plus(Duration.ofMinutes(10)));
        assertThat(now(watched, Promise.AVAILABILITY, due.plusSeconds(2)).state())
                .isEqualTo(State.NOT_MEASURED);
        assertThat(now(watched, Promise.AVAILABILITY, paris("2026-10-01T00:00").plusSeconds(1))
                        .state())
                .isEqualTo(State.KEPT);
        assertThat(now(always(), Promise.AVAILABILITY, paris("2026-10-01T00:00").plusSeconds(1))
                        .state())
                .isEqualTo(State.NOT_MEASURED);
    }

    private static Timeline always() {
        return new Timeline().agree(DAILY, paris("2026-01-01T00:00"));
    }

    private Judgement now(Timeline timeline, Promise promise, Instant now) {
        return one(conformance.now(timeline.history(), now), promise);
    }

    private Judgement in(Timeline timeline, Promise promise, YearMonth month) {
        return one(conformance.in(timeline.history(), month), promise);
    }

    private static Judgement one(List<Judgement> judged, Promise promise) {
        return judged.stream()
                .filter(judgement -> judgement.promise() == promise)
                .findFirst()
                .orElseThrow(() -> new AssertionError(promise + " is not judged"));
    }
}
