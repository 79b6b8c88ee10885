package org.gardefou.support.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.support.sla.ClockKind.FIRST_RESPONSE;
import static org.gardefou.support.sla.ClockKind.NEXT_RESPONSE;
import static org.gardefou.support.sla.ClockKind.RESOLUTION;
import static org.gardefou.support.sla.Moment.What.ANSWERED;
import static org.gardefou.support.sla.Moment.What.ASKED;
import static org.gardefou.support.sla.Moment.What.OUR_TURN;
import static org.gardefou.support.sla.Moment.What.OVER;
import static org.gardefou.support.sla.Moment.What.THEIR_TURN;
import static org.gardefou.support.sla.Moment.What.WEIGHED;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.gardefou.support.hours.OpenHours;
import org.gardefou.support.sla.ClockReading.State;
import org.gardefou.support.sla.Moment.What;
import org.gardefou.support.supportcase.Priority;
import org.junit.jupiter.api.Test;

class SlaClocksTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Map<Priority, Targets> TARGETS = Map.of(
            Priority.P1, targets(1, 1, 8),
            Priority.P2, targets(4, 8, 24),
            Priority.P3, targets(8, 16, 48));
    private static final SlaTerms ALWAYS = new SlaTerms(TARGETS, Duration.ofHours(8), 75, OpenHours.ALWAYS);

    private static Targets targets(int first, int next, int resolution) {
        return new Targets(Duration.ofHours(first), Duration.ofHours(next), Duration.ofHours(resolution));
    }

    private static Instant at(double hours) {
        return START.plusSeconds((long) (hours * 3600));
    }

    private static Moment moment(double hours, What what) {
        return new Moment(at(hours), what, null);
    }

    private static Moment weighed(double hours, Priority priority) {
        return new Moment(at(hours), WEIGHED, priority);
    }

    private static ClockReading clock(ClockKind kind, double now, Moment... moments) {
        List<ClockReading> all = SlaClocks.read(ALWAYS, Instant.EPOCH, Arrays.asList(moments), at(now)).stream()
                .filter(reading -> reading.kind() == kind)
                .toList();
        return all.getLast();
    }

    @Test
    void aCaseThatWaitsForUsHasToBeAnswered() {
        ClockReading running = clock(FIRST_RESPONSE, 1, moment(0, OUR_TURN));
        assertThat(running.state()).isEqualTo(State.RUNNING);
        assertThat(running.warnAt()).isEqualTo(at(6));
        assertThat(running.dueAt()).isEqualTo(at(8));

        ClockReading met = clock(FIRST_RESPONSE, 9, moment(0, OUR_TURN), moment(8, ANSWERED));
        assertThat(met.state()).isEqualTo(State.MET);
        assertThat(met.breached()).isFalse();

        ClockReading late = clock(FIRST_RESPONSE, 9, moment(0, OUR_TURN), moment(8.01, ANSWERED));
        assertThat(late.state()).isEqualTo(State.MET);
        assertThat(late.breachedAt()).isEqualTo(at(8));

        assertThat(clock(FIRST_RESPONSE, 8, moment(0, OUR_TURN)).breached()).isFalse();
        assertThat(clock(FIRST_RESPONSE, 8.01, moment(0, OUR_TURN)).breachedAt())
                .isEqualTo(at(8));
    }

    @Test
    void whatWaitsForTheCustomerStandsStill() {
        Moment[] paused = {moment(0, OUR_TURN), moment(2, THEIR_TURN)};
        ClockReading still = clock(FIRST_RESPONSE, 100, paused);
        assertThat(still.state()).isEqualTo(State.PAUSED);
        assertThat(still.dueAt()).isNull();
        assertThat(still.used()).isEqualTo(Duration.ofHours(2));

        Moment[] goesOn = {moment(0, OUR_TURN), moment(2, THEIR_TURN), moment(50, OUR_TURN)};
        assertThat(clock(FIRST_RESPONSE, 51, goesOn).dueAt()).isEqualTo(at(56));
        assertThat(clock(RESOLUTION, 51, goesOn).dueAt()).isEqualTo(at(96));
    }

    @Test
    void aCaseThatOnlyWaitsForTheCustomerHasNoClock() {
        assertThat(SlaClocks.read(ALWAYS, Instant.EPOCH, List.of(moment(0, THEIR_TURN)), at(99)))
                .isEmpty();
        assertThat(SlaClocks.read(ALWAYS, Instant.EPOCH, List.of(), at(99))).isEmpty();
    }

    @Test
    void eachQuestionIsAnsweredOnce() {
        Moment[] talk = {
            moment(0, OUR_TURN),
            moment(1, ANSWERED),
            moment(1, THEIR_TURN),
            moment(5, ASKED),
            moment(5, OUR_TURN),
            moment(6, ASKED),
            moment(20, ANSWERED),
            moment(20, THEIR_TURN),
            moment(30, ASKED),
            moment(30, OUR_TURN)
        };
        List<ClockReading> next = SlaClocks.read(ALWAYS, Instant.EPOCH, Arrays.asList(talk), at(31)).stream()
                .filter(reading -> reading.kind() == NEXT_RESPONSE)
                .toList();

        assertThat(next).extracting(ClockReading::round).containsExactly(1, 2);
        assertThat(next.getFirst().startedAt()).isEqualTo(at(5));
        assertThat(next.getFirst().breached()).isFalse();
        assertThat(next.getLast().dueAt()).isEqualTo(at(46));
    }

    @Test
    void anotherPriorityCountsForAllTheTimeThatHasPassed() {
        assertThat(clock(FIRST_RESPONSE, 2, moment(0, OUR_TURN), weighed(2, Priority.P2))
                        .dueAt())
                .isEqualTo(at(4));
        // What is over by then is over at the moment it became urgent, not before
        ClockReading urgent = clock(FIRST_RESPONSE, 3.5, moment(0, OUR_TURN), weighed(3, Priority.P1));
        assertThat(urgent.breachedAt()).isEqualTo(at(3));
        // A breach is not undone by a lower one
        ClockReading lower =
                clock(FIRST_RESPONSE, 9, weighed(0, Priority.P1), moment(0, OUR_TURN), weighed(2, Priority.P3));
        assertThat(lower.breachedAt()).isEqualTo(at(1));
        // One without targets ends the clock
        assertThat(clock(FIRST_RESPONSE, 9, moment(0, OUR_TURN), weighed(2, Priority.P4))
                        .state())
                .isEqualTo(State.VOID);
        // And one with targets begins it, from then on
        assertThat(clock(FIRST_RESPONSE, 9, weighed(0, Priority.P4), moment(0, OUR_TURN), weighed(2, Priority.P1))
                        .startedAt())
                .isEqualTo(at(2));
    }

    @Test
    void whatIsAimedAtMayBeOverBeforeWhatIsPromised() {
        Moment[] urgent = {weighed(0, Priority.P1), moment(0, OUR_TURN)};
        ClockReading aimed = clock(FIRST_RESPONSE, 2, urgent);
        assertThat(aimed.breachedAt()).isEqualTo(at(1));
        assertThat(aimed.promiseBrokenAt()).isNull();
        assertThat(aimed.promiseDueAt()).isEqualTo(at(8));
        assertThat(clock(FIRST_RESPONSE, 9, urgent).promiseBrokenAt()).isEqualTo(at(8));
        assertThat(clock(RESOLUTION, 99, urgent).promiseBrokenAt()).isNull();
    }

    @Test
    void nothingWasPromisedForTheTimeBeforeTheTerms() {
        // Three weeks without terms: what waits when they come waits from then on, and what was answered is
        List<Moment> waiting = List.of(moment(0, OUR_TURN));
        ClockReading late = SlaClocks.read(ALWAYS, at(500), waiting, at(501)).getFirst();
        assertThat(late.startedAt()).isEqualTo(at(500));
        assertThat(late.breached()).isFalse();
        assertThat(late.dueAt()).isEqualTo(at(508));
        List<Moment> answered = List.of(moment(0, OUR_TURN), moment(1, ANSWERED), moment(2, THEIR_TURN));
        assertThat(SlaClocks.read(ALWAYS, at(500), answered, at(501))).isEmpty();
        assertThat(SlaClocks.read(ALWAYS, at(500), waiting, at(400))).isEmpty();
    }

    @Test
    void theEndOfTheCaseEndsItsClocks() {
        Moment[] over = {moment(0, OUR_TURN), moment(3, OVER)};
        assertThat(clock(FIRST_RESPONSE, 99, over).state()).isEqualTo(State.VOID);
        assertThat(clock(FIRST_RESPONSE, 99, over).breached()).isFalse();
        assertThat(clock(RESOLUTION, 99, over).state()).isEqualTo(State.MET);
        // Trouble that comes back has to be ended again
        Moment[] again = {moment(0, OUR_TURN), moment(3, OVER), moment(10, OUR_TURN)};
        assertThat(clock(RESOLUTION, 11, again).round()).isEqualTo(2);
        assertThat(clock(RESOLUTION, 11, again).dueAt()).isEqualTo(at(58));
    }

    @Test
    void hoursThatNeverOpenAreNeverLate() {
        OpenHours never = new OpenHours(Set.of(), LocalTime.MIN, LocalTime.NOON, ZoneId.of("UTC"), Set.of());
        List<ClockReading> clocks = SlaClocks.read(
                new SlaTerms(TARGETS, null, 75, never), Instant.EPOCH, List.of(moment(0, OUR_TURN)), at(9000));

        assertThat(clocks).allMatch(reading -> reading.dueAt() == null && !reading.breached());
    }

    /** Whatever happens in a case: the order in which it became known changes nothing, and what was breached stays breached. */
    @Test
    void theSameMomentsShowTheSame() {
        OpenHours office = new OpenHours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(18, 0),
                ZoneId.of("Europe/Paris"),
                Set.of());
        Random random = new Random(11);
        for (int round = 0; round < 500; round++) {
            SlaTerms terms =
                    new SlaTerms(TARGETS, Duration.ofHours(9), 80, random.nextBoolean() ? office : OpenHours.ALWAYS);
            List<Moment> moments = story(random);
            List<Moment> shuffled = new ArrayList<>(moments);
            Collections.shuffle(shuffled, random);
            double now = random.nextDouble(400);

            List<ClockReading> read = SlaClocks.read(terms, Instant.EPOCH, moments, at(now));

            assertThat(SlaClocks.read(terms, Instant.EPOCH, shuffled, at(now))).isEqualTo(read);
            for (ClockReading reading : read) {
                assertThat(reading.used()).isBetween(Duration.ZERO, Duration.between(reading.startedAt(), at(now)));
                if (reading.state().ended() || reading.breached())
                    assertThat(SlaClocks.read(terms, Instant.EPOCH, moments, at(now + 1)).stream()
                                    .filter(later -> later.kind() == reading.kind() && later.round() == reading.round())
                                    .findFirst())
                            .hasValueSatisfying(later -> {
                                assertThat(later.breachedAt()).isEqualTo(reading.breachedAt());
                                if (reading.state().ended()) assertThat(later).isEqualTo(reading);
                            });
            }
            assertThat(read.stream().filter(reading -> !reading.state().ended()).map(ClockReading::kind))
                    .doesNotHaveDuplicates();
        }
    }

    /** Each at a time of its own: what happens at once is told apart by the order in which it is kept. */
    private static List<Moment> story(Random random) {
        List<Moment> moments = new ArrayList<>();
        double hour = 0;
        for (int step = random.nextInt(12); step >= 0; step--) {
            hour += 0.01 + random.nextDouble(40);
            What what = What.values()[random.nextInt(What.values().length)];
            moments.add(what == WEIGHED ? weighed(hour, Priority.values()[random.nextInt(4)]) : moment(hour, what));
        }
        return moments;
    }
}
