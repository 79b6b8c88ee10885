package org.gardefou.support.sla;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.support.contract.Promises;
import org.gardefou.support.hours.OpenHours;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/**
 * All that the clocks of a case go by, frozen when it first waits for our people: what is agreed or opened later changes none that runs.
 *
 * @param targets for each priority; one without targets has no clock
 * @param promised the first response that the contract promises, which none of the targets is longer than
 * @param warnPercent how much of a target has passed when it is warned of; 100: no warning before
 */
record SlaTerms(Map<Priority, Targets> targets, @Nullable Duration promised, int warnPercent, OpenHours hours) {

    /** Where no policy says when to warn: there is time left to answer. */
    private static final int WARN_PERCENT = 75;

    SlaTerms {
        targets = new TreeMap<>(targets);
    }

    /**
     * What holds for a contract: what it promises, and what the hoster aims at beside it. The shorter first response counts, and the contract's hours
     * before the hoster's.
     */
    static SlaTerms of(Promises promises, @Nullable SlaAim aim, Set<LocalDate> holidays) {
        Map<Priority, Targets> targets = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            Targets aimed = aim == null ? Targets.NONE : aim.targets().getOrDefault(priority, Targets.NONE);
            Targets together = aimed.answeredWithin(promises.firstResponse().orElse(null));
            if (!together.none()) targets.put(priority, together);
        }
        OpenHours hours = promises.supportHours()
                .orElseGet(() -> aim == null || aim.hours() == null
                        ? OpenHours.ALWAYS
                        : aim.hours().open());
        return new SlaTerms(
                targets,
                promises.firstResponse().orElse(null),
                aim == null ? WARN_PERCENT : aim.warnPercent(),
                hours.without(holidays));
    }

    Optional<Duration> target(ClockKind kind, Priority priority) {
        return Optional.ofNullable(targets.get(priority)).flatMap(known -> known.of(kind));
    }

    /** What the contract itself promises of a clock. */
    Optional<Duration> promised(ClockKind kind) {
        return kind == ClockKind.FIRST_RESPONSE ? Optional.ofNullable(promised) : Optional.empty();
    }

    boolean warns() {
        return warnPercent < 100;
    }

    /** How much of a target has passed when it is warned of. */
    Duration warning(Duration target) {
        return target.multipliedBy(warnPercent).dividedBy(100);
    }
}
