package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.gardefou.backup.policy.Keep;
import org.gardefou.backup.restorepoint.Kept.Why;
import org.gardefou.backup.restorepoint.RetentionRule.End;
import org.gardefou.backup.restorepoint.RetentionRule.Point;
import org.gardefou.backup.restorepoint.RetentionRule.Rules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RetentionRuleTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final Point today = daysOld(0);
    private final Point week = daysOld(7);
    private final Point month = daysOld(30);

    @Test
    void whatIsOlderThanPromisedHasHadItsTime() {
        assertThat(expired(List.of(month, today, week), promised(Keep.NONE))).containsExactly(month.id());
        assertThat(why(week, List.of(today, week))).containsExactly(new Kept(Why.PROMISED, NOW));
    }

    @Test
    void theNewestStaysHoweverOldItIs() {
        assertThat(expired(List.of(month), promised(Keep.NONE))).isEmpty();
        Point older = daysOld(31);
        assertThat(expired(List.of(older, month), promised(Keep.NONE))).containsExactly(older.id());
    }

    @Test
    void theNewestGoesTooWhereNoMoreArePromised() {
        Rules rules = new Rules(WEEK, true, false, Keep.NONE, PARIS, Optional.empty());
        assertThat(expired(List.of(month, week), rules, NOW.plusSeconds(1)))
                .containsExactlyInAnyOrder(month.id(), week.id());
    }

    @Test
    void whatARestoreIsUsingAndWhatIsHeldStays() {
        Point used = new Point(UUID.randomUUID(), month.takenAt(), null, null, false, true, false);
        Point held = new Point(UUID.randomUUID(), month.takenAt(), null, null, true, false, false);
        assertThat(expired(List.of(today, used, held), promised(Keep.NONE))).isEmpty();
    }

    @Test
    void aBrokenPointIsNotTheOneThatStays() {
        Point whole = at(month.takenAt().minusSeconds(60).atZone(PARIS));
        Point broken = new Point(UUID.randomUUID(), month.takenAt(), null, null, false, false, true);
        assertThat(expired(List.of(whole, broken), promised(Keep.NONE))).containsExactly(broken.id());
        assertThat(expired(List.of(broken), promised(Keep.NONE))).isEmpty();
    }

    @Test
    void aBrokenPointTakesNoPlaceFromAWholeOne() {
        // Given three days with a whole point in the morning and a broken one in the evening, behind the promised time
        List<Point> whole = new ArrayList<>();
        List<Point> broken = new ArrayList<>();
        for (int day = 1; day <= 3; day++) {
            LocalDate date = LocalDate.of(2026, 10, day);
            whole.add(at(date.atTime(3, 0).atZone(PARIS)));
            broken.add(broken(date.atTime(3, 30).atZone(PARIS)));
        }
        List<Point> all = new ArrayList<>(whole);
        all.addAll(broken);
        List<UUID> none = broken.stream().map(Point::id).toList();
        for (Keep keep : List.of(new Keep(3, 0, 0, 0, 0, 0), new Keep(0, 3, 0, 0, 0, 0), new Keep(0, 0, 3, 0, 0, 0))) {
            // Then the whole ones stay
            assertThat(expired(all, promised(keep))).as("%s", keep).containsExactlyElementsOf(none);
        }
        // And of a week, a month and a year the newest whole one
        for (Keep keep : List.of(new Keep(0, 0, 0, 1, 0, 0), new Keep(0, 0, 0, 0, 1, 0), new Keep(0, 0, 0, 0, 0, 1))) {
            assertThat(expired(all, promised(keep)))
                    .as("%s", keep)
                    .doesNotContain(whole.getLast().id())
                    .containsAll(none)
                    .hasSize(5);
        }
    }

    @Test
    void whereAllAreBrokenTheyCountAsWholeOnesDo() {
        Point older = broken(LocalDate.of(2026, 10, 1).atTime(3, 0).atZone(PARIS));
        Point newer = broken(LocalDate.of(2026, 10, 2).atTime(3, 0).atZone(PARIS));
        assertThat(expired(List.of(older, newer), promised(new Keep(0, 0, 2, 0, 0, 0))))
                .isEmpty();
        assertThat(expired(List.of(older, newer), promised(new Keep(1, 0, 0, 0, 0, 0))))
                .containsExactly(older.id());
    }

    @Test
    void aBrokenPointStaysForItsPromisedTime() {
        Point broken = broken(NOW.minusSeconds(60).atZone(PARIS));
        assertThat(why(broken, List.of(today, broken))).extracting(Kept::why).containsExactly(Why.PROMISED);
    }

    @Test
    void aPinKeepsForItsTime() {
        Point pinned = pinned(month.takenAt(), null);
        Point until = pinned(month.takenAt(), NOW.plusSeconds(1));
        Point over = pinned(month.takenAt(), NOW);
        List<Point> all = List.of(today, pinned, until, over);
        assertThat(expired(all, promised(Keep.NONE))).containsExactly(over.id());
        assertThat(why(until, all)).containsExactly(new Kept(Why.PINNED, NOW.plusSeconds(1)));
    }

    @Test
    void aSuspicionKeepsBesideAnyPin() {
        Point open = suspected(null);
        Point until = suspected(NOW.plusSeconds(1));
        Point over = suspected(NOW);
        List<Point> all = List.of(today, open, until, over);
        assertThat(expired(all, promised(Keep.NONE))).containsExactly(over.id());
        assertThat(why(open, all)).containsExactly(new Kept(Why.SUSPECTED, null));
        assertThat(why(until, all)).containsExactly(new Kept(Why.SUSPECTED, NOW.plusSeconds(1)));
        // And a pin that is over takes nothing from it
        Point pinned = new Point(
                UUID.randomUUID(),
                month.takenAt(),
                new Pin(Pin.By.CUSTOMER, "Avant la refonte", month.takenAt(), NOW),
                new Suspicion(UUID.randomUUID(), null),
                false,
                false,
                false);
        assertThat(why(pinned, List.of(today, pinned))).extracting(Kept::why).containsExactly(Why.SUSPECTED);
    }

    private Point suspected(@Nullable Instant until) {
        return new Point(
                UUID.randomUUID(), month.takenAt(), null, new Suspicion(UUID.randomUUID(), until), false, false, false);
    }

    @Test
    void ofNothingNothingExpires() {
        assertThat(expired(List.of(), promised(new Keep(3, 3, 3, 3, 3, 3)))).isEmpty();
    }

    @Test
    void grandfatherFatherSon() {
        // Given a point at three each night for two years
        List<Point> points = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2024, 11, 24);
                !day.isAfter(LocalDate.of(2026, 11, 23));
                day = day.plusDays(1)) points.add(at(day.atTime(3, 0).atZone(PARIS)));
        // When
        Rules rules = promised(new Keep(2, 0, 10, 4, 12, 2));
        Map<UUID, List<Kept>> kept = RetentionRule.judge(points, rules, NOW);
        // Then of each the last of its period, and each says why
        assertThat(days(points, kept, Why.PROMISED)).hasSize(7);
        assertThat(days(points, kept, Why.LAST)).containsExactly("2026-11-23", "2026-11-22");
        assertThat(days(points, kept, Why.DAILY))
                .hasSize(10)
                .startsWith("2026-11-23")
                .endsWith("2026-11-14");
        assertThat(days(points, kept, Why.WEEKLY))
                .containsExactly("2026-11-23", "2026-11-22", "2026-11-15", "2026-11-08");
        assertThat(days(points, kept, Why.MONTHLY))
                .hasSize(12)
                .startsWith("2026-11-23", "2026-10-31", "2026-09-30")
                .endsWith("2025-12-31");
        assertThat(days(points, kept, Why.YEARLY)).containsExactly("2026-11-23", "2025-12-31");
        assertThat(kept.values().stream().filter(List::isEmpty)).hasSizeGreaterThan(700);
        // And the last of October is expected to stay until the September a year later has been over: twelve months
        // behind its beginning
        Point october = points.stream()
                .filter(point -> day(point).equals("2026-10-31"))
                .findFirst()
                .orElseThrow();
        assertThat(kept.get(october.id()))
                .containsExactly(new Kept(
                        Why.MONTHLY,
                        LocalDate.of(2027, 10, 1).atStartOfDay(PARIS).toInstant()));
    }

    @Test
    void periodsWithoutAPointDoNotCount() {
        // Given a schedule that stood still for a year
        Point before = at(LocalDate.of(2025, 6, 1).atTime(3, 0).atZone(PARIS));
        Point now = at(LocalDate.of(2026, 11, 23).atTime(3, 0).atZone(PARIS));
        assertThat(expired(List.of(before, now), promised(new Keep(0, 0, 2, 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void aDayIsThatOfTheClocksOfThePlace() {
        // Given half past eleven in the evening and half past midnight in Paris: one day in UTC
        Point evening = at(ZonedDateTime.parse("2026-07-01T23:30:00+02:00"));
        Point night = at(ZonedDateTime.parse("2026-07-02T00:30:00+02:00"));
        assertThat(expired(List.of(evening, night), promised(new Keep(0, 0, 2, 0, 0, 0))))
                .isEmpty();
        Rules utc = new Rules(WEEK, true, true, new Keep(0, 0, 2, 0, 0, 0), ZoneId.of("UTC"), Optional.empty());
        assertThat(expired(List.of(evening, night), utc)).containsExactly(evening.id());
    }

    @Test
    void theHourThatComesTwiceIsTwo() {
        Point first = at(ZonedDateTime.parse("2026-10-25T02:30:00+02:00"));
        Point second = at(ZonedDateTime.parse("2026-10-25T02:30:00+01:00"));
        assertThat(expired(List.of(first, second), promised(new Keep(0, 2, 0, 0, 0, 0))))
                .isEmpty();
    }

    @Test
    void whatWasThereAtTheEndOfAContractStaysUntilTheDeletion() {
        Instant end = NOW.minus(Duration.ofDays(20));
        Rules ended = ended(end, end.plus(Duration.ofDays(30)));
        assertThat(expired(List.of(month), ended)).isEmpty();
        assertThat(expired(List.of(month), ended, end.plus(Duration.ofDays(30))))
                .containsExactly(month.id());
    }

    @Test
    void atTheDeletionPinsEndAndHoldsDoNot() {
        Instant end = NOW.minus(Duration.ofDays(30));
        Rules ended = ended(end, NOW);
        Point pinned = pinned(end.minusSeconds(1), null);
        Point held = new Point(UUID.randomUUID(), end.minusSeconds(1), null, null, true, false, false);
        assertThat(expired(List.of(pinned, held), ended)).containsExactly(pinned.id());
    }

    @Test
    void theDeletionTakesNothingBeforeItsPromisedTime() {
        Instant end = NOW.minus(Duration.ofDays(2));
        Point young = at(end.minusSeconds(60).atZone(PARIS));
        assertThat(expired(List.of(young), ended(end, NOW))).isEmpty();
        assertThat(expired(List.of(young), ended(end, NOW), NOW.plus(WEEK))).containsExactly(young.id());
    }

    @Test
    void whatIsMadeBehindTheEndHasTheUsualTime() {
        Instant end = NOW.minus(Duration.ofDays(60));
        Point since = daysOld(20);
        Map<UUID, List<Kept>> kept =
                RetentionRule.judge(List.of(since), ended(end, end.plus(Duration.ofDays(30))), NOW);
        assertThat(kept.get(since.id())).extracting(Kept::why).containsExactly(Why.USUAL);
    }

    /** Whatever the points and the rule: what was promised stays, the reasons are as many as the numbers say, and one pass more changes nothing. */
    @RepeatedTest(200)
    void nothingPromisedIsEverMissing(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Point> points = random.longs(random.nextInt(300), 0, 3L * 365 * 24 * 3600)
                .mapToObj(ago -> at(NOW.minusSeconds(ago).atZone(PARIS)))
                .toList();
        Keep keep = new Keep(
                number(random), number(random), number(random), number(random), number(random), number(random));
        Map<UUID, List<Kept>> kept = RetentionRule.judge(points, promised(keep), NOW);
        assertThat(points)
                .filteredOn(point -> !point.takenAt().isBefore(NOW.minus(WEEK)))
                .allMatch(point -> kept.get(point.id()).stream().anyMatch(one -> one.why() == Why.PROMISED));
        assertThat(count(kept, Why.LAST)).isEqualTo(Math.min(keep.last(), points.size()));
        assertThat(count(kept, Why.HOURLY)).isLessThanOrEqualTo(keep.hourly());
        assertThat(count(kept, Why.DAILY)).isLessThanOrEqualTo(keep.daily());
        assertThat(count(kept, Why.WEEKLY)).isLessThanOrEqualTo(keep.weekly());
        assertThat(count(kept, Why.MONTHLY)).isLessThanOrEqualTo(keep.monthly());
        assertThat(count(kept, Why.YEARLY)).isLessThanOrEqualTo(keep.yearly());
        if (keep.yearly() >= 4 && !points.isEmpty())
            assertThat(count(kept, Why.YEARLY)).isPositive();
        List<Point> left =
                points.stream().filter(point -> !kept.get(point.id()).isEmpty()).toList();
        assertThat(expired(left, promised(keep))).isEmpty();
    }

    private static int number(Random random) {
        return random.nextInt(8);
    }

    private static long count(Map<UUID, List<Kept>> kept, Why why) {
        return kept.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.why() == why)
                .count();
    }

    private static List<String> days(List<Point> points, Map<UUID, List<Kept>> kept, Why why) {
        return points.stream()
                .filter(point -> kept.get(point.id()).stream().anyMatch(one -> one.why() == why))
                .map(RetentionRuleTest::day)
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
    }

    private static String day(Point point) {
        return point.takenAt().atZone(PARIS).toLocalDate().toString();
    }

    private static List<Kept> why(Point point, List<Point> all) {
        return RetentionRule.judge(all, promised(Keep.NONE), NOW).getOrDefault(point.id(), List.of());
    }

    private static Rules promised(Keep keep) {
        return new Rules(WEEK, true, true, keep, PARIS, Optional.empty());
    }

    private static Rules ended(Instant end, Instant deletion) {
        return new Rules(WEEK, true, false, Keep.NONE, PARIS, Optional.of(new End(end, deletion, Duration.ofDays(30))));
    }

    private static List<UUID> expired(List<Point> points, Rules rules) {
        return expired(points, rules, NOW);
    }

    private static List<UUID> expired(List<Point> points, Rules rules, Instant now) {
        Map<UUID, List<Kept>> kept = RetentionRule.judge(points, rules, now);
        return points.stream()
                .map(Point::id)
                .filter(id -> kept.getOrDefault(id, List.of()).isEmpty())
                .toList();
    }

    private static Point pinned(Instant takenAt, @Nullable Instant until) {
        return new Point(
                UUID.randomUUID(),
                takenAt,
                new Pin(Pin.By.CUSTOMER, "Avant la refonte", takenAt, until),
                null,
                false,
                false,
                false);
    }

    private static Point daysOld(int days) {
        return at(NOW.minus(Duration.ofDays(days)).atZone(PARIS));
    }

    private static Point broken(ZonedDateTime time) {
        return new Point(UUID.randomUUID(), time.toInstant(), null, null, false, false, true);
    }

    private static Point at(ZonedDateTime time) {
        return new Point(UUID.randomUUID(), time.toInstant(), null, null, false, false, false);
    }
}
