package org.gardefou.diagnostics.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestBus;

/** The real bus: events as the other services send them, and what this service has told. */
@Singleton
public class Bus {

    private static final List<String> OWN = List.of(
            "gardefou.servers", "gardefou.sites", "gardefou.site-changes", "gardefou.diagnoses", "gardefou.incidents");

    /** Something that was told. */
    public record Told(String type, String key, JsonNode data) {}

    /** The producer's golden example of an event, to be changed by the test. */
    public ObjectNode example(String service, String type) {
        return TestBus.golden(service + "-service", type);
    }

    /** Sends an event with an id of its own; the site is the key. */
    public void send(String topic, String type, JsonNode data) {
        send(topic, type, Ids.next(), data);
    }

    public void send(String topic, String type, UUID id, JsonNode data) {
        TestBus.send(topic, type, data.path("site").asText(), id, data);
    }

    /** All that this service has told so far, of the type, about the site or whatever the key is. */
    public List<Told> told(String type, UUID key) {
        return told().stream()
                .filter(event -> event.type.equals("org.gardefou." + type + ".v1") && event.key.equals(key.toString()))
                .toList();
    }

    /** All that this service has told so far. */
    public List<Told> told() {
        return TestBus.told(OWN).stream()
                .map(told -> new Told("org.gardefou." + told.type() + ".v1", told.key(), told.data()))
                .toList();
    }
}
