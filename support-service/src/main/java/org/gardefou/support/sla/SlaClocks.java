package org.gardefou.support.sla;

import static java.util.Objects.requireNonNull;
import static org.gardefou.support.sla.ClockKind.FIRST_RESPONSE;
import static org.gardefou.support.sla.ClockKind.NEXT_RESPONSE;
import static org.gardefou.support.sla.ClockKind.RESOLUTION;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gardefou.support.sla.ClockReading.State;
import org.gardefou.support.supportcase.Priority;

/**
 * The clocks of a case, read from what happened in it. Pure: the same terms and the same moments show the same, whenever they are read and in
 * whichever order the moments became known.
 */
final class SlaClocks {

    private final SlaTerms terms;
    private final Map<ClockKind, Hand> hands = new EnumMap<>(ClockKind.class);
    private final List<ClockReading> ended = new ArrayList<>();
    private final Map<ClockKind, Integer> rounds = new EnumMap<>(ClockKind.class);
    private Priority priority = Priority.P3;
    private boolean ours;
    private boolean answered;

    private final Instant since;
    private boolean begun;

    private SlaClocks(SlaTerms terms, Instant since) {
        this.terms = terms;
        this.since = since;
    }

    /**
     * What all clocks of the case show at a moment, in the order in which they were started.
     *
     * @param since from when the terms hold: nothing was promised for the time before, and no clock begins in it
     */
    static List<ClockReading> read(SlaTerms terms, Instant since, List<Moment> moments, Instant now) {
        SlaClocks clocks = new SlaClocks(terms, since);
        moments.stream()
                .filter(moment -> !moment.at().isAfter(now))
                .sorted(Comparator.comparing(Moment::at))
                .forEach(clocks::happened);
        if (!since.isAfter(now)) clocks.begin();
        clocks.passed(now);
        return Stream.concat(
                        clocks.ended.stream(), clocks.hands.values().stream().map(Hand::reading))
                .sorted(Comparator.comparing(ClockReading::startedAt)
                        .thenComparing(ClockReading::kind)
                        .thenComparing(ClockReading::round))
                .toList();
    }

    private void passed(Instant at) {
        hands.values().forEach(hand -> hand.passed(at));
    }

    /** What waits for us when the terms begin to hold waits from then on. */
    private void begin() {
        if (begun) return;
        begun = true;
        if (ours) ourTurn(since);
    }

    private void happened(Moment moment) {
        Instant at = moment.at();
        if (!at.isBefore(since)) begin();
        passed(at);
        switch (moment.what()) {
            case OUR_TURN -> ourTurn(at);
            case THEIR_TURN -> theirTurn(at);
            case ASKED -> {
                if (answered) start(NEXT_RESPONSE, at);
            }
            case ANSWERED -> {
                answered = true;
                end(FIRST_RESPONSE, State.MET, at);
                end(NEXT_RESPONSE, State.MET, at);
            }
            case WEIGHED -> weighed(requireNonNull(moment.priority()), at);
            case OVER -> {
                end(FIRST_RESPONSE, State.VOID, at);
                end(NEXT_RESPONSE, State.VOID, at);
                end(RESOLUTION, State.MET, at);
                ours = false;
            }
        }
    }

    private void ourTurn(Instant at) {
        ours = true;
        hands.values().forEach(hand -> hand.go(at));
        if (!answered) start(FIRST_RESPONSE, at);
        start(RESOLUTION, at);
    }

    private void theirTurn(Instant at) {
        ours = false;
        hands.values().forEach(hand -> hand.stop(at));
    }

    private void weighed(Priority now, Instant at) {
        priority = now;
        for (ClockKind kind : List.copyOf(hands.keySet()))
            terms.target(kind, now)
                    .ifPresentOrElse(
                            target -> requireNonNull(hands.get(kind)).aim(target, at), () -> end(kind, State.VOID, at));
        // What had no target until now has one from here on.
        if (ours) ourTurn(at);
    }

    private void start(ClockKind kind, Instant at) {
        if (!begun || hands.containsKey(kind)) return;
        terms.target(kind, priority)
                .ifPresent(target ->
                        hands.put(kind, new Hand(terms, kind, rounds.merge(kind, 1, Integer::sum), target, at, ours)));
    }

    private void end(ClockKind kind, State how, Instant at) {
        Hand hand = hands.remove(kind);
        if (hand != null) ended.add(hand.ended(how, at));
    }
}
