package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.DAILY;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.available;
import static org.gardefou.terms.conformance.Timeline.paris;
import static org.gardefou.terms.conformance.Timeline.promises;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gardefou.terms.conformance.Observed.What;
import org.gardefou.terms.plan.Promises;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whatever happened: histories are made up at random, each from a seed of its own. */
class ConformancePropertyTest {

    private static final int MANY = 300;
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Instant START = paris("2026-09-20T00:00");
    private static final Promises STRICTER = promises("PT12H", "P14D", available("99.95", 10, 1990L));
    private static final List<String> PARTIES = List.of("CUSTOMER", "HOST", "SHARED", "THIRD_PARTY", "UNDETERMINED");
    private static final List<String> CODES = List.of("CANCELLED", "NO_SPACE", "SITE_WORSE", "DUMP_MISSING");

    private final Conformance conformance = new Conformance(SETTINGS);

    @RepeatedTest(MANY)
    void theOrderAndTheRepetitionOfWhatIsHeardChangeNothing(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Timeline timeline = anything(random);
        List<Observed> heard = new ArrayList<>(timeline.facts);
        heard.addAll(timeline.facts.subList(0, timeline.facts.size() / 2));
        Collections.shuffle(heard, random);
        History other = timeline.history(heard);
        Instant now = START.plus(minutes(random, 60 * 24 * 50));

        assertThat(conformance.now(other, now)).isEqualTo(conformance.now(timeline.history(), now));
        assertThat(conformance.in(other, OCTOBER)).isEqualTo(conformance.in(timeline.history(), OCTOBER));
        assertThat(conformance.credit(other, OCTOBER, List.of()))
                .isEqualTo(conformance.credit(timeline.history(), OCTOBER, List.of()));
    }

    @RepeatedTest(MANY)
    void aLongerOutageNeverLowersTheCredit(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Timeline timeline = outages(random);
        int up = timeline.facts.size() - 1;
        while (timeline.facts.get(up).what() != What.SITE_UP) up--;
        Observed end = timeline.facts.get(up);
        List<Observed> longer = new ArrayList<>(timeline.facts);
        longer.set(up, new Observed(end.event(), What.SITE_UP, end.at().plus(minutes(random, 6000)), null, null, null));

        assertThat(amount(timeline.history(longer))).isGreaterThanOrEqualTo(amount(timeline.history()));
    }

    @RepeatedTest(MANY)
    void proofThatItWasTheCustomerNeverRaisesTheCreditAndThatItWasAnotherNeverLowersIt(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Timeline timeline = outages(random);
        long before = amount(timeline.history());
        Observed down = timeline.facts.stream()
                .filter(fact -> fact.what() == What.SITE_DOWN)
                .skip(random.nextInt(2))
                .findFirst()
                .orElseThrow();

        assertThat(amount(with(timeline, down, "CUSTOMER"))).isLessThanOrEqualTo(before);
        assertThat(amount(with(timeline, down, "HOST"))).isGreaterThanOrEqualTo(before);
        assertThat(amount(with(timeline, down, "UNDETERMINED"))).isEqualTo(before);
    }

    @RepeatedTest(MANY)
    void nobodyLookingNeverMakesAPromiseKept(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Timeline timeline = outages(random);
        Instant from = paris("2026-10-01T00:00").plus(minutes(random, 120));
        timeline.watched(from, from.plus(Duration.ofDays(32)));
        List<Span> blind = timeline.watched.stream()
                .filter(look -> random.nextInt(200) > 0)
                .toList();

        State seen = availability(timeline.history());
        State unseen = availability(History.of(timeline.agreed, timeline.facts, Spans.of(blind)));

        if (unseen == State.KEPT) assertThat(seen).isEqualTo(State.KEPT);
        assertThat(unseen == State.BROKEN).isEqualTo(seen == State.BROKEN);
    }

    @ParameterizedTest
    @EnumSource(Promise.class)
    void whereNothingWasHeardNothingIsKept(Promise promise) {
        Timeline silent = new Timeline().agree(DAILY, START);

        assertThat(conformance.in(silent.history(), OCTOBER))
                .filteredOn(judged -> judged.promise() == promise)
                .singleElement()
                .satisfies(judged -> assertThat(judged.state()).isNotEqualTo(State.KEPT));
    }

    @RepeatedTest(MANY)
    void aStateHoldsUntilItIsDueOrSomethingHappens(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        Timeline timeline = anything(random);
        Instant now = START.plus(minutes(random, 60 * 24 * 45));
        Instant happens = timeline.facts.stream()
                .map(Observed::at)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(now.plus(Duration.ofDays(90)));
        List<Observed> heard =
                timeline.facts.stream().filter(fact -> !fact.at().isAfter(now)).toList();
        History known = timeline.history(heard);
        for (Judgement judged : conformance.now(known, now)) {
            Instant due = judged.due() == null ? happens : judged.due();
            Instant end = due.isBefore(happens) ? due : happens;
            // Who looks again at the change of the terms is not asked here.
            Instant change = timeline.agreed.getFirst().span().to();
            if (now.isBefore(change) && change.isBefore(end)) end = change;
            Instant between = now.plusMillis(
                    (long) (random.nextDouble() * Duration.between(now, end).toMillis()));
            assertThat(state(known, judged.promise(), between))
                    .as("%s from %s until %s, at %s", judged.promise(), now, end, between)
                    .isEqualTo(judged.state());
        }
    }

    @RepeatedTest(50)
    void timesAreCountedAsIfMinuteByMinute(RepetitionInfo turn) {
        Random random = new Random(turn.getCurrentRepetition());
        List<Span> some = spans(random);
        List<Span> others = spans(random);
        for (int minute = 0; minute < 120; minute++) {
            Instant at = START.plus(Duration.ofMinutes(minute));
            boolean one = some.stream().anyMatch(span -> span.has(at));
            boolean other = others.stream().anyMatch(span -> span.has(at));
            assertThat(Spans.of(some).and(Spans.of(others)).at(at).isPresent()).isEqualTo(one || other);
            assertThat(Spans.of(some).without(Spans.of(others)).at(at).isPresent())
                    .isEqualTo(one && !other);
            assertThat(Spans.of(some).within(Spans.of(others)).at(at).isPresent())
                    .isEqualTo(one && other);
        }
    }

    private static List<Span> spans(Random random) {
        List<Span> spans = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Instant from = START.plus(minutes(random, 100));
            spans.add(new Span(from, from.plus(minutes(random, 20))));
        }
        return spans;
    }

    /** Two versions, and up to forty things that happen in seven weeks. */
    private static Timeline anything(Random random) {
        return anything(random, START, START.plus(minutes(random, 60 * 24 * 40)), 48, 40);
    }

    /** Two versions, and up to so many things that happen in so many days. */
    static Timeline anything(Random random, Instant start, Instant change, int days, int most) {
        Timeline timeline = new Timeline().agree(DAILY, start, change).agree(STRICTER, change);
        for (int i = random.nextInt(most); i > 0; i--) {
            Instant at = start.plus(minutes(random, 60 * 24 * days));
            switch (random.nextInt(9)) {
                case 0, 1 -> timeline.point(i, at);
                case 2 -> timeline.point(random.nextInt(40), What.POINT_EXPIRED, at);
                case 3 -> timeline.point(random.nextInt(40), What.POINT_CORRUPTED, at);
                case 8 -> timeline.verified(random.nextInt(40), at, any(random, List.of("DATA_READ", "BOOTED")));
                case 4 -> timeline.down(at, at.plus(minutes(random, 300)));
                case 5 -> timeline.assessed(at, any(random, PARTIES), random.nextBoolean() ? "HIGH" : "MEDIUM");
                case 6 ->
                    timeline.code(
                            any(random, List.of(What.RESTORE_FAILED, What.DRILL_FAILED, What.DRILL_PASSED)),
                            at,
                            any(random, CODES));
                default ->
                    timeline.fact(
                            random.nextInt(4) > 0
                                    ? What.RESTORE_COMPLETED
                                    : random.nextBoolean() ? What.SITE_GONE : What.SITE_THERE,
                            at);
            }
        }
        return timeline;
    }

    /** Outages one behind the other, each assessed or not, the last of them without one. */
    private static Timeline outages(Random random) {
        Instant change = paris("2026-10-01T00:00").plus(minutes(random, 60 * 24 * 31));
        Timeline timeline = new Timeline().agree(DAILY, START, change).agree(STRICTER, change);
        Instant at = paris("2026-10-01T00:00");
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            at = at.plus(minutes(random, 60 * 24 * 4)).plusSeconds(60);
            Instant up = at.plus(minutes(random, 60));
            timeline.down(at, up);
            if (random.nextBoolean() && i > 1) timeline.assessed(at, any(random, PARTIES), "HIGH");
            at = up;
        }
        return timeline;
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Duration minutes(Random random, int most) {
        return Duration.ofMinutes(random.nextInt(most) + 1);
    }

    private static History with(Timeline timeline, Observed down, String party) {
        List<Observed> facts = new ArrayList<>(timeline.facts);
        facts.add(new Observed(Timeline.id(5000), What.ASSESSED, down.at(), null, party, "HIGH"));
        return timeline.history(facts);
    }

    private long amount(History history) {
        return conformance
                .credit(history, OCTOBER, List.of())
                .map(Credit::amount)
                .map(Promises.Money::amount)
                .orElse(0L);
    }

    private State availability(History history) {
        return conformance.in(history, OCTOBER).stream()
                .filter(judged -> judged.promise() == Promise.AVAILABILITY)
                .map(Judgement::state)
                .findFirst()
                .orElseThrow();
    }

    private State state(History history, Promise promise, Instant now) {
        return conformance.now(history, now).stream()
                .filter(judged -> judged.promise() == promise)
                .map(Judgement::state)
                .findFirst()
                .orElseThrow();
    }
}
