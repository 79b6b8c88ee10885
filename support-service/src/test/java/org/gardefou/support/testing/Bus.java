package org.gardefou.support.testing;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.gardefou.local.testing.TestBus;

/** The real bus: events as the other services send them, and what this service has told. */
@Singleton
public class Bus {

    private static final List<String> OWN = List.of("gardefou.cases");

    /** Something that was told; the type is short. */
    public record Told(String type, String key, JsonNode data) {}

    /** Sends an event; the site is the key. */
    public void send(String topic, String type, UUID id, JsonNode data) {
        TestBus.send(topic, type, data.path("site").asText(), id, data);
    }

    /** All that this service has told so far about a site, oldest first. */
    public List<Told> told(UUID site) {
        return told().stream()
                .filter(event -> event.key.equals(site.toString()))
                .toList();
    }

    /** All that this service has told so far. */
    public List<Told> told() {
        return TestBus.told(OWN).stream()
                .map(told -> new Told(told.type(), told.key(), told.data()))
                .toList();
    }
}
