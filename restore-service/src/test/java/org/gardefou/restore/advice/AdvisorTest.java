package org.gardefou.restore.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.restore.advice.Facts.Candidate;
import org.gardefou.restore.advice.Facts.Change;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.pace.Estimate;
import org.gardefou.restore.pace.Pace;
import org.gardefou.restore.restorepoint.Breakage;
import org.gardefou.restore.restorepoint.Breakage.Sight;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdvisorTest {
    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final UUID SITE = Ids.next();
    private static final UUID CHANGE = Ids.next();

    private final Candidate yesterday = point(-24 * 60);
    private final Candidate before = point(-30);
    /** Such as the safety backup that the change's warning asks for. */
    private final Candidate between = point(1);

    /** Such as the safety backup of a restore. */
    private final Candidate after = point(4);

    private final List<Change> changes = List.of(
            new Change(Ids.next(), "site.files-changed", "FILES", "style.css", "style.css", T.minusSeconds(600)),
            new Change(CHANGE, "site.plugin-updated", "PLUGIN", "shop-turbo", "wp-content/plugins/shop-turbo", T));

    @Test
    void theNewestPointBeforeTheChangeIsAdvisedAndTheBrokenOneComesLast() {
        // Given
        List<Breakage> breakages = Breakage.in(List.of(healthy(-20), down(3, CHANGE, T)));
        // When
        Advice advice = Advisor.advise(SITE, facts(List.of(after, yesterday, before), breakages, List.of()));
        // Then
        assertThat(advice.recommended()).isEqualTo(before.id());
        assertThat(advice.options())
                .extracting(Advice.Option::restorePoint)
                .containsExactly(before.id(), yesterday.id(), after.id());
        assertThat(advice.options()).extracting(Advice.Option::containsBreakage).containsExactly(false, false, true);
        Advice.Option best = advice.options().getFirst();
        assertThat(best.reasons())
                .extracting(Advice.Reason::code)
                .containsExactly("BEFORE_THE_CHANGE", "NEWEST_SUITABLE");
        assertThat(best.reasons().getFirst().text().en()).contains("shop-turbo", "2026-11-23 10:00:00 UTC");
        assertThat(best.loss().changes()).isEqualTo(2);
        assertThat(best.loss().since()).isEqualTo(Duration.ofMinutes(40));
        assertThat(best.duration().source()).isEqualTo(Estimate.Source.ASSUMED);
        assertThat(best.estimate().en()).contains("assumed, not measured");
    }

    @Test
    void aPointTakenBetweenTheChangeAndTheFirstSignIsUncertainAndSaysSo() {
        // Given a change at T, and a site that was first seen broken three minutes later
        List<Breakage> breakages = Breakage.in(List.of(healthy(-20), down(3, CHANGE, T)));
        // When
        Advice advice = Advisor.advise(SITE, facts(List.of(after, between, before), breakages, List.of()));
        // Then
        assertThat(advice.recommended()).isEqualTo(before.id());
        assertThat(advice.options())
                .extracting(Advice.Option::restorePoint)
                .containsExactly(before.id(), between.id(), after.id());
        assertThat(advice.options())
                .extracting(Advice.Option::standing)
                .containsExactly(Advice.Standing.GOOD, Advice.Standing.UNCERTAIN, Advice.Standing.BROKEN);
        Advice.Option unsure = advice.options().get(1);
        assertThat(unsure.containsBreakage()).isFalse();
        Advice.Reason reason = unsure.reasons().getFirst();
        assertThat(reason.code()).isEqualTo("BETWEEN_CHANGE_AND_BREAKAGE");
        assertThat(reason.text().en()).contains("shop-turbo", "10:01:00 UTC", "10:03:00 UTC", "nothing tells");
        assertThat(reason.text().fr()).contains("shop-turbo", "10:01:00 UTC", "10:03:00 UTC", "rien ne dit");
    }

    @Test
    void whatHasTheChangeInItIsNotAdvisedThoughItIsAllThereIs() {
        List<Breakage> breakages = Breakage.in(List.of(down(3, CHANGE, T)));
        Advice advice = Advisor.advise(SITE, facts(List.of(between), breakages, List.of()));
        assertThat(advice.recommended()).isNull();
        assertThat(advice.options().getFirst().recommended()).isFalse();
        assertThat(advice.summary().en()).contains("before the change", "Repair instead");
        assertThat(advice.summary().fr()).contains("avant la modification", "Réparez plutôt");
    }

    @Test
    void whatTheLogsSawBeforeTheLookIsCertain() {
        // Given a look after three minutes, whose log line is of the first
        Sight seen = new Sight(Ids.next(), "DOWN", T.plusSeconds(180), T.plusSeconds(30), CHANGE, T, null);
        Breakage breakage = Breakage.in(List.of(healthy(-20), seen)).getFirst();
        assertThat(breakage.contains(T.plusSeconds(30))).isTrue();
        assertThat(breakage.contains(T.plusSeconds(29))).isFalse();
        assertThat(breakage.mayContain(T.plusSeconds(29))).isTrue();
        assertThat(breakage.mayContain(T)).isTrue();
        assertThat(breakage.mayContain(T.minusMillis(1))).isFalse();
    }

    @Test
    void aSiteThatIsImpairedByAKnownChangeIsAdvisedLikeOneThatIsDown() {
        // Given a site that still answers, whose posts a change has dropped
        Sight impaired = new Sight(Ids.next(), "DEGRADED", T.plusSeconds(180), T, CHANGE, T, null);
        Sight unexplained = new Sight(Ids.next(), "DEGRADED", T.plusSeconds(180), T, null, null, null);
        // When
        Advice advice = Advisor.advise(
                SITE, facts(List.of(after, before), Breakage.in(List.of(healthy(-20), impaired)), List.of()));
        // Then
        assertThat(advice.recommended()).isEqualTo(before.id());
        assertThat(advice.options().getFirst().reasons().getFirst().code()).isEqualTo("BEFORE_THE_CHANGE");
        assertThat(Breakage.in(List.of(healthy(-20), unexplained))).isEmpty();
    }

    @Test
    void withoutATiedChangeTheLastHealthyMomentDecides() {
        // Given a point between the last healthy look and the first sign of trouble
        Candidate unsure = point(-10);
        List<Breakage> breakages = Breakage.in(List.of(healthy(-20), down(3, null, null)));
        // When
        Advice advice = Advisor.advise(SITE, facts(List.of(unsure, before, yesterday), breakages, List.of()));
        // Then
        assertThat(advice.recommended()).isEqualTo(before.id());
        assertThat(advice.options().getLast().restorePoint()).isEqualTo(unsure.id());
        assertThat(advice.options().getLast().reasons().getFirst().code()).isEqualTo("AFTER_LAST_HEALTHY");
    }

    @Test
    void withoutAnyDiagnosisTheNewestIsAdvisedAndSaysSo() {
        Advice advice = Advisor.advise(
                SITE, new Facts(List.of(before, yesterday), List.of(), null, null, List.of(), List.of(), List.of(), T));
        assertThat(advice.recommended()).isEqualTo(before.id());
        assertThat(advice.options().getFirst().reasons().getFirst().code()).isEqualTo("NOT_DIAGNOSED");
        assertThat(advice.summary().fr()).contains("Aucun diagnostic");
    }

    @Test
    void nothingIsAdvisedWhenAllContainTheBreakage() {
        List<Breakage> breakages = Breakage.in(List.of(down(3, CHANGE, T)));
        Advice advice = Advisor.advise(SITE, facts(List.of(after), breakages, List.of()));
        assertThat(advice.recommended()).isNull();
        assertThat(advice.options()).singleElement().satisfies(only -> assertThat(only.recommended())
                .isFalse());
        assertThat(advice.summary().en()).contains("ask support");
    }

    @Test
    void anEmptyListSaysWhyAndWhatToDo() {
        Advice advice = Advisor.advise(SITE, facts(List.of(), List.of(), List.of()));
        assertThat(advice.options()).isEmpty();
        assertThat(advice.recommended()).isNull();
        assertThat(advice.summary().fr()).contains("Lancez une sauvegarde");
    }

    @Test
    void theEstimateIsTheMedianOfEarlierRestores() {
        List<Pace> measured = List.of(pace(10), pace(400), pace(20));
        Advice advice = Advisor.advise(SITE, facts(List.of(before), List.of(), measured));
        assertThat(advice.options().getFirst().estimatedDuration()).isEqualTo(Duration.ofSeconds(20));
    }

    private Pace pace(int seconds) {
        return new Pace(true, before.bytes(), Duration.ofSeconds(seconds - 5), Duration.ofSeconds(5));
    }

    @Test
    void aPointOfAnEarlierHealedOutageIsNotAdvisedEither() {
        // Given an outage an hour ago that was healed, and a new one
        Candidate ofTheOld = point(-60);
        List<Breakage> breakages =
                Breakage.in(List.of(healthy(-90), down(-65, null, null), healthy(-50), down(3, CHANGE, T)));
        // When
        Advice advice = Advisor.advise(SITE, facts(List.of(ofTheOld, yesterday), breakages, List.of()));
        // Then
        assertThat(advice.recommended()).isEqualTo(yesterday.id());
        assertThat(advice.options().getLast().containsBreakage()).isTrue();
    }

    @Test
    void theCausesOfOneOutageAddUp() {
        List<Breakage> breakages =
                Breakage.in(List.of(down(5, CHANGE, T), healthy(-5), down(2, null, null), healthy(20)));
        assertThat(breakages).singleElement().satisfies(one -> {
            assertThat(one.certainFrom()).isEqualTo(T.plusSeconds(120));
            assertThat(one.change()).isEqualTo(CHANGE);
            assertThat(one.lastHealthy()).isEqualTo(T.minusSeconds(300));
            assertThat(one.healed()).isEqualTo(T.plusSeconds(1200));
            assertThat(one.contains(T.plusSeconds(120))).isTrue();
            assertThat(one.contains(T.plusSeconds(119))).isFalse();
            assertThat(one.contains(T.plusSeconds(1200))).isFalse();
        });
        assertThat(Breakage.present(breakages)).isEmpty();
    }

    private Facts facts(List<Candidate> points, List<Breakage> breakages, List<Pace> measured) {
        return new Facts(
                points, breakages, null, T.minusSeconds(1200), changes, List.of(), measured, T.plusSeconds(600));
    }

    private static Candidate point(int minutes) {
        return new Candidate(Ids.next(), T.plusSeconds(60L * minutes), null, 3_000, 60_000_000, null, null, false);
    }

    private static Sight healthy(int minutes) {
        return new Sight(Ids.next(), "HEALTHY", T.plusSeconds(60L * minutes), null, null, null, null);
    }

    private static Sight down(int minutes, @Nullable UUID change, @Nullable Instant changedAt) {
        return new Sight(
                Ids.next(),
                "DOWN",
                T.plusSeconds(60L * minutes),
                null,
                change,
                changedAt,
                new Text("L'extension est en panne.", "The extension is broken."));
    }
}
