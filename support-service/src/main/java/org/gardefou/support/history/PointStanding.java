package org.gardefou.support.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Whether a restore point can be counted on, by all that was told of it, in whatever order. Pure. */
final class PointStanding {

    private static final String BOOTED = "BOOTED";

    private PointStanding() {}

    /**
     * Whether it is there, was not found bad after it was last found good, and the site in it answered if that was tried. What could not be tried says
     * nothing, for better or worse.
     *
     * @param told the events about the point
     */
    static boolean usable(List<SiteEvent> told) {
        if (told.stream().anyMatch(event -> event.type().equals("restore-point.expired"))) return false;
        List<SiteEvent> looks = told.stream()
                .filter(event -> event.type().equals("restore-point.corrupted")
                        || event.type().equals("restore-point.verified"))
                // Found both at one moment: good, as somebody looked again.
                .sorted(Comparator.comparing(SiteEvent::happenedAt).thenComparing(SiteEvent::type))
                .toList();
        if (!looks.isEmpty() && looks.getLast().type().equals("restore-point.corrupted")) return false;
        return looks.stream()
                .flatMap(look -> boot(look.data()).stream())
                .reduce((earlier, later) -> later)
                .map(outcome -> !outcome.equals("FAILED"))
                .orElse(true);
    }

    /** How the site in it answered when it was restored in a place apart; empty: not tried, or not possible. */
    private static Optional<String> boot(JsonNode look) {
        return StreamSupport.stream(look.path("evidence").spliterator(), false)
                .filter(piece -> piece.path("step").asText().equals(BOOTED))
                .map(piece -> piece.path("outcome").asText())
                .filter(outcome -> !outcome.equals("NOT_POSSIBLE"))
                .findFirst();
    }
}
