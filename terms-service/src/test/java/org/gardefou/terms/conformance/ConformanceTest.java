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
import org.gardefou.terms.plan.Promises;
import org.gardefou.terms.plan.Promises.Availability;
import org.gardefou.terms.plan.Promises.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from what happened, promise by promise. */
class ConformanceTest {

    private static final Instant BEGUN = paris("2026-10-05T09:00");
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Conformance conformance = new Conformance(SETTINGS);

    // -- backups

    @ParameterizedTest(name = "{0} hours after the beginning: {1}, {2}")
    @CsvSource({
        "0, NOT_MEASURED, NO_BACKUP_DUE",
        "24, NOT_MEASURED, NO_BACKUP_DUE",
        "25, BROKEN, BACKUP_MISSING",
        "900, BROKEN, BACKUP_MISSING"
    })
    void theFirstBackupIsDueAfterTheFrequencyAndTheGrace(int hours, State state, Reason reason) {
        Timeline nothing = new Timeline().agree(DAILY, BEGUN);

        Judgement now = now(nothing, Promise.BACKUP, BEGUN.plus(Duration.ofHours(hours)));

        assertThat(now.state()).isEqualTo(state);
        assertThat(now.reason()).isEqualTo(reason);
        if (state == State.BROKEN) assertThat(now.since()).isEqualTo(BEGUN.plus(Duration.ofHours(25)));
        else assertThat(now.due()).isEqualTo(BEGUN.plus(Duration.ofHours(25)));
    }

    @Test
    void aBackupIsYoungEnoughUntilItsAgePassesWhatWasPromised() {
        Instant taken = BEGUN.plus(Duration.ofHours(3));
        Instant late = taken.plus(Duration.ofHours(25));
        Timeline one = new Timeline().agree(DAILY, BEGUN).point(1, taken);

        Judgement before = now(one, Promise.BACKUP, late.minusNanos(1));
        Judgement after = now(one, Promise.BACKUP, late);

        assertThat(before.state()).isEqualTo(State.KEPT);
        assertThat(before.due()).isEqualTo(late);
        assertThat(after.state()).isEqualTo(State.BROKEN);
        assertThat(after.since()).isEqualTo(late);
        assertThat(after.evidence()).containsExactly(one.facts.getFirst().event());
        assertThat(after.due()).isNull();
    }

    @Test
    void whatFailedSinceIsTheReasonAndShowsIt() {
        Timeline failed = new Timeline()
                .agree(DAILY, BEGUN)
                .code(What.BACKUP_FAILED, BEGUN.minusSeconds(60), "NO_SPACE")
                .point(1, BEGUN.plusSeconds(60))
                .code(What.BACKUP_FAILED, BEGUN.plus(Duration.ofHours(24)), "NO_SPACE");

        Judgement now = now(failed, Promise.BACKUP, BEGUN.plus(Duration.ofHours(30)));

        assertThat(now.reason()).isEqualTo(Reason.BACKUP_FAILED);
        assertThat(now.evidence())
                .containsExactly(
                        failed.facts.get(1).event(), failed.facts.get(2).event());
    }

    @Test
    void aPointThatCannotBeReadIsNoBackup() {
        Instant found = BEGUN.plus(Duration.ofHours(40));
        Timeline bad = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, BEGUN.plus(Duration.ofHours(2)))
                .point(2, BEGUN.plus(Duration.ofHours(24)))
                .point(2, What.POINT_CORRUPTED, found);

        assertThat(now(bad, Promise.BACKUP, found.minusNanos(1)).state()).isEqualTo(State.KEPT);
        assertThat(now(bad, Promise.BACKUP, found).since()).isEqualTo(found);
    }

    @Test
    void aGoodPointBeforeASpoiltOneStillIsABackupAndShowsIt() {
        Instant good = BEGUN.plus(Duration.ofHours(10));
        Instant found = BEGUN.plus(Duration.ofHours(21));
        Timeline bad = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, good)
                .point(2, BEGUN.plus(Duration.ofHours(20)))
                .point(2, What.POINT_CORRUPTED, found);

        Judgement after = now(bad, Promise.BACKUP, found);

        assertThat(after.state()).isEqualTo(State.KEPT);
        assertThat(after.since()).isEqualTo(good);
        assertThat(after.evidence()).containsExactly(bad.facts.getFirst().event());
        assertThat(after.due()).isEqualTo(good.plus(Duration.ofHours(25)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"POINT_EXPIRED, POINT_GONE", "POINT_CORRUPTED, POINT_CORRUPTED"})
    void thatTheYoungestPointWentIsTheReasonAndShown(What what, Reason reason) {
        Instant lost = BEGUN.plus(Duration.ofHours(40));
        Timeline gone = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, BEGUN.plus(Duration.ofHours(2)))
                .point(2, BEGUN.plus(Duration.ofHours(24)))
                .point(2, what, lost);

        Judgement now = now(gone, Promise.BACKUP, lost);

        assertThat(now.reason()).isEqualTo(reason);
        assertThat(now.since()).isEqualTo(lost);
        assertThat(now.evidence())
                .containsExactly(gone.facts.get(1).event(), gone.facts.get(2).event());
    }

    @Test
    void aPointThatWentInItsTimeIsStillTheLastOneInTheGrace() {
        // Kept for a day, made every day: it goes when the next is due, and the next may be late by the grace.
        Timeline shortest = new Timeline()
                .agree(promises("PT24H", "PT24H", null), BEGUN)
                .point(1, BEGUN)
                .point(1, What.POINT_EXPIRED, BEGUN.plus(Duration.ofHours(24)));

        assertThat(now(shortest, Promise.BACKUP, BEGUN.plus(Duration.ofHours(24)))
                        .state())
                .isEqualTo(State.KEPT);
        assertThat(now(shortest, Promise.BACKUP, BEGUN.plus(Duration.ofHours(25)))
                        .reason())
                .isEqualTo(Reason.BACKUP_MISSING);
    }

    @Test
    void aSiteThatIsGoneNeedsNoBackupAndHasTimeForOneWhenItComesBack() {
        Instant gone = BEGUN.plus(Duration.ofDays(2));
        Instant back = BEGUN.plus(Duration.ofDays(6));
        Timeline moved = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, BEGUN.plus(Duration.ofHours(24)))
                .fact(What.SITE_GONE, gone)
                .fact(What.SITE_THERE, back);

        assertThat(now(moved, Promise.BACKUP, gone.plusSeconds(1)).reason()).isEqualTo(Reason.SITE_NOT_HERE);
        assertThat(now(moved, Promise.BACKUP, back.plusSeconds(1)).reason()).isEqualTo(Reason.NO_BACKUP_DUE);
        assertThat(now(moved, Promise.BACKUP, back.plus(Duration.ofHours(25))).since())
                .isEqualTo(back.plus(Duration.ofHours(25)));
        assertThat(in(moved, Promise.BACKUP, OCTOBER).incidents())
                .extracting(incident -> incident.span().from())
                .containsExactly(back.plus(Duration.ofHours(25)));
    }

    @Test
    void moreFrequentBackupsAreDueFromWhenTheFirstCanBe() {
        Instant change = BEGUN.plus(Duration.ofDays(3));
        Promises often = promises("PT12H", "P7D", null);
        Timeline stricter = new Timeline()
                .agree(DAILY, BEGUN, change)
                .agree(often, change)
                .point(1, change.minus(Duration.ofHours(20)));

        // Old enough to break the new promise, and young enough for the one before, which goes on for 5 hours of the
        // 13.
        assertThat(now(stricter, Promise.BACKUP, change.plusSeconds(1)).state()).isEqualTo(State.KEPT);
        assertThat(now(stricter, Promise.BACKUP, change.plus(Duration.ofHours(6)))
                        .since())
                .isEqualTo(change.plus(Duration.ofHours(5)));
        stricter.point(2, change.plus(Duration.ofHours(1)));
        assertThat(now(stricter, Promise.BACKUP, change.plus(Duration.ofHours(13)))
                        .state())
                .isEqualTo(State.KEPT);
        assertThat(now(stricter, Promise.BACKUP, change.plus(Duration.ofHours(15)))
                        .since())
                .isEqualTo(change.plus(Duration.ofHours(14)));
    }

    @Test
    void theSameFrequencyInANewVersionForgivesNothing() {
        Instant change = BEGUN.plus(Duration.ofDays(3));
        Timeline renewed = new Timeline().agree(DAILY, BEGUN, change).agree(DAILY, change);

        assertThat(now(renewed, Promise.BACKUP, change.plusSeconds(1)).since())
                .isEqualTo(BEGUN.plus(Duration.ofHours(25)));
    }

    @Test
    void whereBackupsAreTheCustomersThereIsNoPromise() {
        Timeline own = new Timeline().agree(promises(null, null, null), BEGUN);

        assertThat(conformance.now(own.history(), BEGUN.plus(Duration.ofDays(9))))
                .extracting(Judgement::promise)
                .containsExactly(Promise.FIRST_RESPONSE);
        assertThat(conformance.now(own.history(), BEGUN.minusSeconds(1))).isEmpty();
    }

    @Test
    void theGraceIsNeverMoreThanHalfOfTheFrequency() {
        assertThat(SETTINGS.oldest(Duration.ofMinutes(15))).isEqualTo(Duration.ofSeconds(22 * 60 + 30));
        assertThat(SETTINGS.oldest(Duration.ofHours(24))).isEqualTo(Duration.ofHours(25));
    }

    // -- retention

    @ParameterizedTest(name = "{0} after {1} hours: {2}, {3}")
    @CsvSource({
        "POINT_EXPIRED, 167, BROKEN, POINT_GONE",
        "POINT_EXPIRED, 168, KEPT, POINTS_KEPT",
        "POINT_EXPIRED, 169, KEPT, POINTS_KEPT",
        "POINT_CORRUPTED, 20, BROKEN, POINT_CORRUPTED"
    })
    void aPointIsOwedForAsLongAsPromised(What what, int hours, State state, Reason reason) {
        Instant taken = BEGUN.plus(Duration.ofHours(1));
        Instant gone = taken.plus(Duration.ofHours(hours));
        Timeline one = new Timeline().agree(DAILY, BEGUN).point(1, taken).point(1, what, gone);

        Judgement month = in(one, Promise.RETENTION, OCTOBER);
        Judgement then = now(one, Promise.RETENTION, gone);

        assertThat(month.state()).isEqualTo(state);
        assertThat(month.reason()).isEqualTo(reason);
        if (state == State.BROKEN) {
            assertThat(then.since()).isEqualTo(gone);
            assertThat(then.due()).isEqualTo(taken.plus(Duration.ofDays(7)));
            assertThat(then.evidence()).hasSize(2);
            assertThat(now(one, Promise.RETENTION, taken.plus(Duration.ofDays(7)))
                            .state())
                    .isNotEqualTo(State.BROKEN);
        }
    }

    @Test
    void aPointThatWentEarlyIsNotHiddenByAYoungerOne() {
        Instant gone = BEGUN.plus(Duration.ofHours(30));
        Timeline two = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, BEGUN.plus(Duration.ofHours(1)))
                .point(2, BEGUN.plus(Duration.ofHours(25)))
                .point(1, What.POINT_EXPIRED, gone);

        assertThat(now(two, Promise.BACKUP, gone).state()).isEqualTo(State.KEPT);
        Judgement now = now(two, Promise.RETENTION, gone);
        assertThat(now.state()).isEqualTo(State.BROKEN);
        assertThat(now.reason()).isEqualTo(Reason.POINT_GONE);
        assertThat(now.evidence())
                .containsExactly(two.facts.get(0).event(), two.facts.get(2).event());
    }

    @Test
    void theTermsThatAreInForceSayHowLongAPointIsOwed() {
        Instant change = BEGUN.plus(Duration.ofDays(3));
        Instant taken = BEGUN.plus(Duration.ofHours(1));
        Promises longer = promises("PT24H", "P14D", null);
        Timeline lengthened = new Timeline()
                .agree(DAILY, BEGUN, change)
                .agree(longer, change)
                .point(1, taken)
                .point(1, What.POINT_EXPIRED, taken.plus(Duration.ofDays(8)));
        Timeline shortened = new Timeline()
                .agree(longer, BEGUN, change)
                .agree(DAILY, change)
                .point(1, taken)
                .point(1, What.POINT_EXPIRED, taken.plus(Duration.ofDays(8)));

        assertThat(in(lengthened, Promise.RETENTION, OCTOBER).state()).isEqualTo(State.BROKEN);
        assertThat(in(shortened, Promise.RETENTION, OCTOBER).state()).isEqualTo(State.KEPT);
    }

    @Test
    void aPointFromBeforeTheContractIsNotOwedAndOneOfUnknownAgeIsNotCalledKept() {
        Timeline before = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, BEGUN.minusSeconds(60))
                .point(1, What.POINT_EXPIRED, BEGUN.plusSeconds(60));
        Timeline unknown = new Timeline()
                .agree(DAILY, BEGUN)
                .point(2, BEGUN.plusSeconds(30))
                .point(1, What.POINT_EXPIRED, BEGUN.plusSeconds(60));

        assertThat(in(before, Promise.RETENTION, OCTOBER).reason()).isEqualTo(Reason.NO_POINT_OWED);
        assertThat(in(unknown, Promise.RETENTION, OCTOBER).state()).isEqualTo(State.NOT_MEASURED);
        assertThat(in(unknown, Promise.RETENTION, OCTOBER).reason()).isEqualTo(Reason.POINT_UNKNOWN);
    }

    @Test
    void whatIsOwedNowIsNotWhatWasOwedOnce() {
        Instant taken = BEGUN.plusSeconds(30);
        Timeline once =
                new Timeline().agree(DAILY, BEGUN).point(2, taken).point(1, What.POINT_EXPIRED, taken.plusSeconds(30));

        assertThat(now(once, Promise.RETENTION, taken.plus(Duration.ofDays(6))).reason())
                .isEqualTo(Reason.POINT_UNKNOWN);
        assertThat(now(once, Promise.RETENTION, taken.plus(Duration.ofDays(8))).reason())
                .isEqualTo(Reason.NO_POINT_OWED);
    }

    // -- restores

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "RESTORE_COMPLETED, , KEPT",
        "RESTORE_FAILED, DUMP_MISSING, BROKEN",
        "RESTORE_FAILED, NO_SPACE, BROKEN",
        "RESTORE_FAILED, SOMETHING_NEW, BROKEN",
        "RESTORE_FAILED, CANCELLED, NOT_MEASURED",
        "RESTORE_FAILED, POINT_GONE, NOT_MEASURED",
        "RESTORE_ROLLED_BACK, SITE_WORSE, NOT_MEASURED",
        "RESTORE_ROLLED_BACK, ROLLED_BACK_BY_HAND, NOT_MEASURED",
        "RESTORE_ROLLED_BACK, DATABASE_FAILED, BROKEN",
        "DRILL_PASSED, HEALTHY, KEPT",
        "DRILL_FAILED, DUMP_MISSING, BROKEN"
    })
    void aRestoreThatFailsForAReasonOfOursBreaksThePromise(What what, @Nullable String code, State state) {
        Timeline one = new Timeline().agree(DAILY, BEGUN);
        if (code == null) one.fact(what, BEGUN.plusSeconds(60));
        else one.code(what, BEGUN.plusSeconds(60), code);

        assertThat(in(one, Promise.RESTORE, OCTOBER).state()).isEqualTo(state);
        assertThat(now(one, Promise.RESTORE, BEGUN.plusSeconds(60)).state()).isEqualTo(state);
    }

    @Test
    void theNextRestoreThatWorksKeepsItAgain() {
        Timeline tried = new Timeline()
                .agree(DAILY, BEGUN)
                .code(What.RESTORE_FAILED, BEGUN.plusSeconds(60), "DUMP_MISSING")
                .code(What.RESTORE_FAILED, BEGUN.plusSeconds(90), "DUMP_MISSING")
                .fact(What.RESTORE_COMPLETED, BEGUN.plusSeconds(120));

        assertThat(now(tried, Promise.RESTORE, BEGUN.plusSeconds(119)).since()).isEqualTo(BEGUN.plusSeconds(60));
        assertThat(now(tried, Promise.RESTORE, BEGUN.plusSeconds(120)).state()).isEqualTo(State.KEPT);
        Judgement month = in(tried, Promise.RESTORE, OCTOBER);
        assertThat(month.state()).isEqualTo(State.BROKEN);
        assertThat(month.incidents().getFirst().evidence()).hasSize(3);
    }

    @Test
    void aDrillThatFailedIsTakenBackByOneThatPassesOrByARestoreAndARestoreByARestoreAlone() {
        Timeline drilled = new Timeline()
                .agree(DAILY, BEGUN)
                .code(What.DRILL_FAILED, BEGUN.plusSeconds(60), "ROWS_MISSING")
                .code(What.DRILL_PASSED, BEGUN.plusSeconds(90), "HEALTHY")
                .code(What.DRILL_FAILED, BEGUN.plusSeconds(120), "ROWS_MISSING")
                .fact(What.RESTORE_COMPLETED, BEGUN.plusSeconds(150));
        assertThat(now(drilled, Promise.RESTORE, BEGUN.plusSeconds(60)).reason())
                .isEqualTo(Reason.DRILL_FAILED);
        assertThat(now(drilled, Promise.RESTORE, BEGUN.plusSeconds(90)).reason())
                .isEqualTo(Reason.DRILLED);
        assertThat(now(drilled, Promise.RESTORE, BEGUN.plusSeconds(120)).state())
                .isEqualTo(State.BROKEN);
        assertThat(now(drilled, Promise.RESTORE, BEGUN.plusSeconds(150)).reason())
                .isEqualTo(Reason.RESTORED);

        Timeline restored = new Timeline()
                .agree(DAILY, BEGUN)
                .code(What.RESTORE_FAILED, BEGUN.plusSeconds(60), "NO_SPACE")
                .code(What.DRILL_PASSED, BEGUN.plusSeconds(90), "HEALTHY");
        assertThat(now(restored, Promise.RESTORE, BEGUN.plusSeconds(90)).reason())
                .isEqualTo(Reason.RESTORE_FAILED);
    }

    // -- availability

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

    @Test
    void firstResponsesAreSaidToBeUnmeasured() {
        assertThat(in(always(), Promise.FIRST_RESPONSE, OCTOBER).reason()).isEqualTo(Reason.RESPONSES_NOT_TOLD);
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
