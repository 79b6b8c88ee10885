package org.gardefou.support.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.support.testing.Goldens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The producers' examples, read as the history reads them. */
class ProducersEventsTest {

    private static final Instant SENT = Instant.parse("2027-01-01T00:00:00Z");

    /** All kept types. */
    static List<Map.Entry<String, String>> kept() {
        List<Map.Entry<String, String>> all = List.copyOf(HistoryListener.SUBJECTS.entrySet());
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }

    @ParameterizedTest
    @MethodSource("kept")
    void everyKeptTypeNamesItsSiteAndItsSubject(Map.Entry<String, String> type) {
        ObjectNode data = Goldens.of(type.getKey());

        SiteEvent kept = HistoryListener.entry(type.getKey(), type.getValue(), event(data));

        assertThat(kept.site()).hasToString(data.path("site").asText());
        assertThat(kept.subject()).hasToString(data.path(type.getValue()).asText());
        assertThat(kept.happenedAt()).isBefore(SENT);
        assertThat(kept.data()).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource({
        "site.plugin-updated,   change,       2026-11-23T10:00:00Z",
        "restore-point.created, restorePoint, 2026-11-23T10:00:02Z",
        "restore-point.corrupted, restorePoint, 2026-11-24T02:10:00Z",
        "restore-point.verified, restorePoint, 2026-11-24T02:10:00Z",
        "liability.assessed,    assessment,   2026-11-23T10:00:09Z",
    })
    void somethingHappenedWhenItSaysItDid(String type, String subject, Instant when) {
        assertThat(HistoryListener.entry(type, subject, event(Goldens.of(type))).happenedAt())
                .isEqualTo(when);
    }

    @Test
    void whatSaysNothingOfItsTimeHappenedWhenItWasSent() {
        ObjectNode data = Goldens.of("site.up");
        data.remove("at");

        assertThat(HistoryListener.entry("site.up", "site", event(data)).happenedAt())
                .isEqualTo(SENT);
    }

    @Test
    void whatCannotBeReadIsRefusedForGood() {
        ObjectNode noSubject = Goldens.of("site.plugin-updated").put("change", "?");
        ObjectNode noTime = Goldens.of("site.plugin-updated").put("happenedAt", "yesterday");

        for (ObjectNode data : List.of(noSubject, noTime))
            assertThatThrownBy(() -> HistoryListener.entry("site.plugin-updated", "change", event(data)))
                    .isInstanceOf(BusRecord.Unreadable.class);
    }

    private static BusEvent<JsonNode> event(JsonNode data) {
        UUID id = Ids.next();
        return new BusEvent<>(id, "?", SENT, data);
    }
}
