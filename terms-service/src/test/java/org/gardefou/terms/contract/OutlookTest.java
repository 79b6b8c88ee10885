package org.gardefou.terms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.acceptance.AcceptanceGiven;
import org.gardefou.terms.change.ChangeClass;
import org.gardefou.terms.change.Consent;
import org.gardefou.terms.change.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which version applies to a contract, by what its customer was told and accepted. */
class OutlookTest {

    private static final UUID CONTRACT = Ids.next();
    private static final UUID FIRST = Ids.next();
    private static final Instant SIGNED = Instant.parse("2026-01-01T09:00:00Z");
    private static final Instant PUBLISHED = Instant.parse("2026-11-01T09:00:00Z");
    private static final Instant EFFECTIVE = Instant.parse("2026-12-15T09:00:00Z");
    private static final Instant LATE = Instant.parse("2030-01-01T09:00:00Z");

    @Test
    void aNoticeThatComesLateLetsTheOldVersionGoOnUntilItHasRun() {
        ChangeNotice notice = notice(FIRST, Consent.NOTICE, EFFECTIVE);
        notice.delivered(ChangeNotice.Channel.LETTER, "a".repeat(64), Instant.parse("2026-12-10T09:00:00Z"));

        // A month after it was told, not when the version is in force
        assertThat(notice.bindsFrom()).isEqualTo("2027-01-10T09:00:00Z");
        assertThat(applies(List.of(notice), Instant.parse("2027-01-10T08:59:59Z")))
                .isEqualTo(FIRST);
        assertThat(applies(List.of(notice), Instant.parse("2027-01-10T09:00:00Z")))
                .isEqualTo(notice.edition());
        assertThat(waits(List.of(notice), Instant.parse("2027-01-01T09:00:00Z")))
                .isEqualTo(Outlook.Why.NOTICE_RUNS);
    }

    @Test
    void theDaysToLeaveRunFromTheNoticeOrTheChangeWhicheverIsLater() {
        ChangeNotice early = notice(FIRST, Consent.NOTICE, EFFECTIVE);
        assertThat(early.mayLeave(LATE)).as("not told yet").isTrue();
        assertThat(early.lastEnd(LATE)).as("not told yet").isAfter(LATE);
        early.delivered(ChangeNotice.Channel.EMAIL, "a".repeat(64), PUBLISHED);
        assertThat(early.exitUntil()).isEqualTo("2027-01-14T09:00:00Z");
        assertThat(early.mayLeave(Instant.parse("2027-01-14T09:00:00Z"))).isTrue();
        assertThat(early.mayLeave(Instant.parse("2027-01-14T09:00:01Z"))).isFalse();

        ChangeNotice late = notice(FIRST, Consent.NOTICE, EFFECTIVE);
        late.delivered(ChangeNotice.Channel.EMAIL, "a".repeat(64), Instant.parse("2027-01-01T09:00:00Z"));
        // Their notice runs first: while it does they may leave, and for all the days after it
        assertThat(late.bindsFrom()).isEqualTo("2027-02-01T09:00:00Z");
        assertThat(late.exitUntil()).isEqualTo("2027-03-03T09:00:00Z");
        assertThat(late.mayLeave(Instant.parse("2027-02-20T09:00:00Z"))).isTrue();
        assertThat(late.lastEnd(Instant.parse("2027-02-20T09:00:00Z"))).isEqualTo(late.exitUntil());
        // Who accepts has chosen
        late.accepted(given(late, Instant.parse("2027-01-02T09:00:00Z")));
        assertThat(late.mayLeave(Instant.parse("2027-01-03T09:00:00Z"))).isFalse();
    }

    /** However long they are told and silent, what needs an express word does not bind without it. */
    @ParameterizedTest
    @EnumSource(Consent.class)
    void whatBindsDependsOnTheConsent(Consent consent) {
        ChangeNotice untold = notice(FIRST, consent, EFFECTIVE);
        ChangeNotice told = notice(FIRST, consent, EFFECTIVE);
        told.delivered(ChangeNotice.Channel.EMAIL, "a".repeat(64), PUBLISHED);
        ChangeNotice accepted = notice(FIRST, consent, EFFECTIVE);
        accepted.accepted(given(accepted, PUBLISHED));

        assertThat(applies(List.of(untold), LATE)).isEqualTo(consent == Consent.NONE ? untold.edition() : FIRST);
        assertThat(applies(List.of(told), LATE)).isEqualTo(consent == Consent.EXPRESS ? FIRST : told.edition());
        assertThat(applies(List.of(accepted), LATE)).isEqualTo(accepted.edition());
        assertThat(applies(List.of(accepted), EFFECTIVE.minusSeconds(1))).isEqualTo(FIRST);
    }

    @Test
    void aChangeOfAVersionThatDoesNotApplyDoesNotApplyEither() {
        ChangeNotice express = notice(FIRST, Consent.EXPRESS, EFFECTIVE);
        ChangeNotice form = notice(express.edition(), Consent.NONE, EFFECTIVE.plusSeconds(60));
        List<ChangeNotice> both = List.of(express, form);

        Outlook outlook = outlook(both, LATE);
        assertThat(outlook.applies())
                .isNotNull()
                .extracting(Outlook.Applies::version)
                .isEqualTo(FIRST);
        assertThat(outlook.waiting())
                .extracting(Outlook.Waiting::why)
                .containsExactly(Outlook.Why.NOT_ACCEPTED, Outlook.Why.FOLLOWS_ANOTHER);
        // Whoever accepts the first has both
        express.accepted(given(express, PUBLISHED));
        assertThat(applies(both, LATE)).isEqualTo(form.edition());
        // And whoever accepts the last needs no word on the one between
        ChangeNotice skipped = notice(FIRST, Consent.EXPRESS, EFFECTIVE);
        ChangeNotice last = notice(skipped.edition(), Consent.NONE, EFFECTIVE.plusSeconds(60));
        last.accepted(given(last, PUBLISHED));
        assertThat(applies(List.of(skipped, last), LATE)).isEqualTo(last.edition());
    }

    @Test
    void whatFollowsAVersionThatAppliesLateAppliesNoEarlierThanThatOne() {
        ChangeNotice told = notice(FIRST, Consent.NOTICE, EFFECTIVE);
        ChangeNotice better = notice(told.edition(), Consent.NONE, EFFECTIVE.plusSeconds(60));
        told.delivered(ChangeNotice.Channel.LETTER, "a".repeat(64), Instant.parse("2027-01-01T09:00:00Z"));

        assertThat(outlook(List.of(told, better), LATE).applies())
                .isEqualTo(new Outlook.Applies(
                        better.edition(), Basis.PUBLICATION, Instant.parse("2027-02-01T09:00:00Z")));
    }

    /** Tried on many lines of versions: whoever is told and accepts nothing is under what they agreed to, or what takes nothing from them. */
    @Test
    void nobodyIsBoundByWhatTheyNeitherHeardOfNorAccepted() {
        LongStream.rangeClosed(1, 500).forEach(seed -> {
            Random random = new Random(seed);
            List<ChangeNotice> line = new ArrayList<>();
            UUID previous = FIRST;
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                Consent consent = Consent.values()[random.nextInt(Consent.values().length)];
                ChangeNotice notice = notice(previous, consent, EFFECTIVE.plusSeconds(60L * i));
                previous = notice.edition();
                line.add(notice);
            }
            UUID under = applies(line, LATE);
            List<UUID> free = new ArrayList<>(List.of(FIRST));
            line.stream()
                    .takeWhile(notice -> notice.consent() == Consent.NONE)
                    .map(ChangeNotice::edition)
                    .forEach(free::add);
            assertThat(under).as("seed " + seed).isEqualTo(free.getLast());
        });
    }

    private static Outlook outlook(List<ChangeNotice> open, Instant at) {
        return Outlook.of(CONTRACT, List.of(new Outlook.Applies(FIRST, Basis.ACCEPTED, SIGNED)), open, at);
    }

    private static @Nullable UUID applies(List<ChangeNotice> open, Instant at) {
        Outlook.Applies applies = outlook(open, at).applies();
        return applies == null ? null : applies.version();
    }

    private static Outlook.Why waits(List<ChangeNotice> open, Instant at) {
        return outlook(open, at).waiting().getFirst().why();
    }

    private static AcceptanceGiven given(ChangeNotice notice, Instant at) {
        return new AcceptanceGiven(Ids.next(), Ids.next(), Ids.next(), notice.edition(), at, List.of(CONTRACT));
    }

    private static ChangeNotice notice(UUID previous, Consent consent, Instant effective) {
        return new ChangeNotice(
                Ids.next(),
                new ChangeNotice.Addressee(CONTRACT, Ids.next(), Ids.next()),
                new ChangeNotice.Coming(Ids.next(), Ids.next(), effective),
                new Verdict(
                        previous,
                        consent == Consent.NONE ? ChangeClass.FAVOURABLE : ChangeClass.ADVERSE,
                        consent,
                        consent == Consent.NONE ? Period.ZERO : Period.ofMonths(1),
                        consent == Consent.NONE ? null : 30,
                        null,
                        List.of()),
                PUBLISHED);
    }
}
