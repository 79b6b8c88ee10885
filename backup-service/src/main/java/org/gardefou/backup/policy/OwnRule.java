package org.gardefou.backup.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a customer may ask for: more often and longer than promised, within what the hoster allows; never less. Pure. */
final class OwnRule {

    private OwnRule() {}

    /**
     * What the hoster allows.
     *
     * @param mostOften the shortest time between two backups; what is promised more often than that is allowed all the same
     * @param longest the longest retention; what is promised for longer than that is allowed all the same
     * @param shortestWindow sites spread over their windows: too short a one brings all of them at once
     */
    record Limits(Duration mostOften, Duration longest, Duration shortestWindow, Keep most) {}

    /** A wish that cannot be granted: where it stands in the request, and what would be granted. */
    record Refusal(String field, String message) {}

    static List<Refusal> refusals(Own own, Promise promise, Limits limits) {
        List<Refusal> found = new ArrayList<>();
        if (own.frequency() != null) frequency(own.frequency(), promise.frequency(), limits.mostOften(), found);
        if (own.retention() != null) retention(own.retention(), promise.retention(), limits.longest(), found);
        if (own.window() != null) window(own.window(), limits.shortestWindow(), found);
        if (own.zone() != null) zone(own.zone(), found);
        if (own.kept().filter(keep -> !keep.within(limits.most())).isPresent()) {
            found.add(new Refusal("/keep", "must have no number below 0 or above that of " + limits.most()));
        }
        return found;
    }

    private static void frequency(Duration wanted, Duration promised, Duration mostOften, List<Refusal> found) {
        Duration shortest = min(mostOften, promised);
        if (wanted.compareTo(promised) > 0) {
            found.add(new Refusal("/frequency", "must not be less often than promised: " + promised + " at most"));
        } else if (wanted.compareTo(shortest) < 0) {
            found.add(new Refusal("/frequency", "must not be more often than every " + shortest));
        }
    }

    private static void retention(Duration wanted, Duration promised, Duration longest, List<Refusal> found) {
        Duration most = promised.compareTo(longest) > 0 ? promised : longest;
        if (wanted.compareTo(promised) < 0) {
            found.add(new Refusal("/retention", "must not be shorter than promised: " + promised + " at least"));
        } else if (wanted.compareTo(most) > 0) {
            found.add(new Refusal("/retention", "must not be longer than " + most));
        }
    }

    private static void window(Own.Hours wanted, Duration shortest, List<Refusal> found) {
        try {
            if (wanted.window().length().compareTo(shortest) < 0) {
                found.add(new Refusal("/window", "must be " + shortest + " long at least"));
            }
        } catch (DateTimeException e) {
            found.add(new Refusal("/window", "must have times of day: 01:00"));
        }
    }

    private static void zone(String wanted, List<Refusal> found) {
        // An offset such as +01:00 is a zone for Java, and wrong for half of the year.
        if (!ZoneId.getAvailableZoneIds().contains(wanted)) {
            found.add(new Refusal("/zone", "must be a zone of the IANA database: Europe/Paris"));
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
