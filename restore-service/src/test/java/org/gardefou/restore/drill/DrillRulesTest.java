package org.gardefou.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.gardefou.access.apart.Showing;
import org.gardefou.restore.drill.Drill.State;
import org.gardefou.restore.drill.DrillReport.Tried;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DrillRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Text TEXT = new Text("Quoi faire.", "What to do.");

    @ParameterizedTest
    @EnumSource
    void onlyWhatWouldFailARestoreOfTodayIsHeldAgainstThePoint(FailureCode code) {
        Ended ended = DrillRule.of(new RestoreFailure(code, TEXT));
        boolean ofThePoint =
                switch (code) {
                    case REPOSITORY_MISSING,
                            WRONG_KEY,
                            REPOSITORY_DAMAGED,
                            FILES_MISSING_IN_POINT,
                            DUMP_MISSING,
                            DATABASE_FAILED -> true;
                    default -> false;
                };
        assertThat(ended.state()).isEqualTo(ofThePoint ? State.FAILED : State.NOT_POSSIBLE);
        assertThat(ended.fault()).isEqualTo(ofThePoint ? Fault.POINT : null);
        assertThat(ended.text().fr()).endsWith(TEXT.fr());
        if (!ofThePoint) assertThat(ended.text().en()).contains("says nothing about the point");
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, false, false, PASSED, HEALTHY",
        "HEALTHY, true, true, PASSED, HEALTHY",
        "CRITICAL_ERROR, false, false, FAILED, CRITICAL_ERROR",
        "TABLE_MISSING, false, false, FAILED, TABLE_MISSING",
        "NO_ANSWER, false, false, FAILED, NO_ANSWER",
        // It cannot be told apart from what only the place brings about
        "CRITICAL_ERROR, true, false, NOT_POSSIBLE, NO_WORDPRESS",
        "CRITICAL_ERROR, false, true, NOT_POSSIBLE, PARTS_LEFT_OUT",
        "REDIRECTED, false, false, NOT_POSSIBLE, REDIRECTED",
        "UNDER_MAINTENANCE, false, false, NOT_POSSIBLE, UNDER_MAINTENANCE"
    })
    void whatTheRestoredSiteShows(Showing shown, boolean ownSettings, boolean partly, State state, String code) {
        Ended ended = DrillRule.of(shown, ownSettings, partly);
        assertThat(ended.state()).isEqualTo(state);
        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.fault()).isEqualTo(state == State.FAILED ? Fault.SITE : null);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "90, 1", "91, 2", "360, 5", "9000, 125"})
    void theTurnsOfAllSitesAreSpreadOverTheQuarterWithSomeToCatchUp(long sites, int aDay) {
        assertThat(RotationRule.aDay(sites, Duration.ofDays(90))).isEqualTo(aDay);
    }

    @Test
    void whatDidNotPassIsTriedSooner() {
        Duration quarter = Duration.ofDays(90);
        Duration week = Duration.ofDays(7);
        assertThat(RotationRule.next(State.PASSED, NOW, quarter, week)).isEqualTo(NOW.plus(quarter));
        assertThat(RotationRule.next(State.FAILED, NOW, quarter, week)).isEqualTo(NOW.plus(week));
        assertThat(RotationRule.next(State.NOT_POSSIBLE, NOW, quarter, week)).isEqualTo(NOW.plus(week));
    }

    @ParameterizedTest
    @CsvSource({
        "22:00, 06:00, 23:00, true", "22:00, 06:00, 05:59, true", "22:00, 06:00, 06:00, false",
        "22:00, 06:00, 12:00, false", "01:00, 05:00, 00:59, false", "01:00, 05:00, 01:00, true",
        "00:00, 00:00, 12:00, true"
    })
    void drillsBeginInTheirHours(LocalTime from, LocalTime to, String at, boolean begin) {
        Instant moment = Instant.parse("2026-11-23T" + at + ":00Z");
        assertThat(RotationRule.at(moment, from, to, ZoneId.of("UTC"))).isEqualTo(begin);
    }

    @Test
    void aReportCountsSitesByTheirLastDrillAndMeasuresAllOfThem() {
        UUID mended = UUID.randomUUID();
        UUID broken = UUID.randomUUID();
        UUID slow = UUID.randomUUID();
        UUID unfit = UUID.randomUUID();
        DrillReport report = DrillReport.of(
                "standard",
                "2026-11",
                7,
                "PT24H",
                List.of(
                        failed(mended, 1),
                        passed(mended, 2, Duration.ofSeconds(9), Duration.ofHours(3)),
                        passed(slow, 3, Duration.ofSeconds(40), Duration.ofHours(26)),
                        failed(broken, 4),
                        new Tried(
                                UUID.randomUUID(),
                                unfit,
                                State.NOT_POSSIBLE,
                                null,
                                "PLACE_UNFIT",
                                TEXT,
                                null,
                                null,
                                NOW.plusSeconds(5))));
        assertThat(report.drilled()).isEqualTo(4);
        assertThat(report.passed()).isEqualTo(2);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.notPossible()).isEqualTo(1);
        assertThat(report.recovery())
                .isEqualTo(new Figures(Duration.ofSeconds(9), Duration.ofSeconds(40), Duration.ofSeconds(40)));
        assertThat(report.tooOld()).isEqualTo(1);
        assertThat(report.worst()).extracting(DrillReport.Worst::site).containsExactly(broken, unfit, slow, mended);
    }

    @Test
    void aReportIsAPageInEitherLanguageAndCannotBeMadeAnother() {
        DrillReport report = DrillReport.of(
                "<b>pro",
                "2026-11",
                7,
                "PT24H",
                List.of(
                        passed(UUID.randomUUID(), 1, Duration.ofMillis(9_400), Duration.ofHours(3)),
                        failed(UUID.randomUUID(), 2)));
        YearMonth month = YearMonth.of(2026, 11);
        assertThat(DrillReportPage.html(month, List.of(report), "fr"))
                .contains(
                        "<html lang=\"fr\">",
                        "novembre 2026",
                        "&lt;b&gt;pro",
                        "médiane 9,4 s",
                        "DUMP_MISSING",
                        "Quoi faire.")
                .contains("1 réussis, 1 échoués", "locale=en");
        assertThat(DrillReportPage.html(month, List.of(report), "en"))
                .contains("November 2026", "median 9.4 s, 95% within", "What to do.", "every 24 h 0 min");
        assertThat(DrillReportPage.html(month, List.of(), "en")).contains("nothing was tried");
    }

    @Test
    void aPlanOfWhichNothingWasTriedHasNoFigures() {
        DrillReport report = DrillReport.of("standard", "2026-11", 7, null, List.of());
        assertThat(report.recovery()).isNull();
        assertThat(report.pointAge()).isNull();
        assertThat(report.worst()).isEmpty();
    }

    @Test
    void figuresAreOfWhatWasMeasured() {
        List<Duration> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();
        assertThat(Figures.of(hundred.reversed()))
                .isEqualTo(new Figures(Duration.ofSeconds(50), Duration.ofSeconds(95), Duration.ofSeconds(100)));
    }

    private static Tried failed(UUID site, int second) {
        return new Tried(
                UUID.randomUUID(),
                site,
                State.FAILED,
                Fault.POINT,
                "DUMP_MISSING",
                TEXT,
                null,
                Duration.ofHours(1),
                NOW.plusSeconds(second));
    }

    private static Tried passed(UUID site, int second, Duration recovery, Duration age) {
        return new Tried(
                UUID.randomUUID(), site, State.PASSED, null, "HEALTHY", TEXT, recovery, age, NOW.plusSeconds(second));
    }
}
