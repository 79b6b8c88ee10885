package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.DAILY;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.paris;
import static org.gardefou.terms.conformance.Timeline.promises;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;
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

    @Test
    void aFirstResponseIsMeasuredWhereSomebodyAsked() {
        Instant october = paris("2026-10-05T10:00");
        assertThat(in(always(), Promise.FIRST_RESPONSE, OCTOBER).reason()).isEqualTo(Reason.NOBODY_ASKED);
        assertThat(in(always().fact(What.RESPONSE_GIVEN, october), Promise.FIRST_RESPONSE, OCTOBER))
                .returns(State.KEPT, Judgement::state)
                .returns(october, Judgement::since);
        // One that is late breaks it until the next that is not
        Timeline late = always().fact(What.RESPONSE_GIVEN, october)
                .fact(What.RESPONSE_LATE, october.plusSeconds(3600))
                .fact(What.RESPONSE_GIVEN, paris("2026-11-02T10:00"));
        assertThat(in(late, Promise.FIRST_RESPONSE, OCTOBER))
                .returns(State.BROKEN, Judgement::state)
                .returns(Reason.RESPONSE_LATE, Judgement::reason)
                .returns(october.plusSeconds(3600), Judgement::since);
        assertThat(now(late, Promise.FIRST_RESPONSE, paris("2026-11-01T10:00")).state())
                .isEqualTo(State.BROKEN);
        assertThat(now(late, Promise.FIRST_RESPONSE, paris("2026-11-03T10:00")).state())
                .isEqualTo(State.KEPT);
        // The month after has kept it, whatever October left
        assertThat(in(late, Promise.FIRST_RESPONSE, OCTOBER.plusMonths(1)).state())
                .isEqualTo(State.KEPT);
        // Before the contract nothing was promised
        Timeline before = new Timeline().agree(DAILY, paris("2026-10-10T00:00")).fact(What.RESPONSE_LATE, october);
        assertThat(in(before, Promise.FIRST_RESPONSE, OCTOBER).reason()).isEqualTo(Reason.NOBODY_ASKED);
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
