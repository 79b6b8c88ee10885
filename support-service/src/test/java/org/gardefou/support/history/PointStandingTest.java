package org.gardefou.support.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A point is offered, or not, by the last that was found of it: from backup-service's own examples. */
class PointStandingTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "created, true",
        "created corrupted, false",
        "created corrupted verified, true",
        "created corrupted verified corrupted, false",
        "created verified, true",
        "created boot:FAILED, false",
        "created boot:DOUBTFUL, true",
        "created boot:FAILED boot:NOT_POSSIBLE, false",
        "created boot:FAILED boot:PASSED, true",
        "created boot:PASSED boot:NOT_POSSIBLE, true",
        "created expired verified, false"
    })
    void theLastThatWasFoundCounts(String told, boolean usable) {
        List<SiteEvent> events = new ArrayList<>();
        for (String one : told.split(" ")) events.add(event(one, START.plusSeconds(events.size())));

        assertThat(PointStanding.usable(events)).isEqualTo(usable);
        Collections.shuffle(events, new Random(3));
        assertThat(PointStanding.usable(events)).isEqualTo(usable);
    }

    private static SiteEvent event(String told, Instant at) {
        String type = "restore-point." + (told.startsWith("boot:") ? "verified" : told);
        ObjectNode data = Goldens.of(type).put("at", at.toString());
        if (type.endsWith("created")) data.put("takenAt", at.toString());
        if (type.endsWith("verified")) data.withArray("/evidence").removeAll();
        if (told.startsWith("boot:"))
            data.withArray("/evidence")
                    .addObject()
                    .put("step", "BOOTED")
                    .put("outcome", told.substring("boot:".length()))
                    .put("at", at.toString())
                    .put("tool", "php -S");
        return HistoryListener.entry(type, "restorePoint", new BusEvent<>(Ids.next(), type, at, data));
    }
}
