package org.gardefou.restore.bed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestBus;
import org.gardefou.restore.ContractsTest;

/** Speaks on the bus in the other services' names, with their golden examples as the models, and hears what ours says. */
public final class Bus {

    public static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OURS = List.of("gardefou.restores");

    private Bus() {}

    /** The golden example of another service's event, with fields changed. */
    public static ObjectNode golden(String service, String type, Consumer<ObjectNode> change) {
        ObjectNode node = TestBus.golden(service, type);
        change.accept(node);
        return node;
    }

    /** Publishes under a fresh id. */
    public static void tell(String topic, String type, UUID key, JsonNode data) {
        tell(topic, type, key, data, Ids.next());
    }

    public static void tell(String topic, String type, UUID key, JsonNode data, UUID id) {
        TestBus.send(topic, type, key.toString(), id, data);
    }

    /** All events of a type about a restore that were told so far; what is really written is what the contract says. */
    public static List<JsonNode> told(String type, UUID restore) {
        return told(type, "restore", restore);
    }

    /** All events of a type about something, named in a field, that were told so far; what is really written is what the contract says. */
    public static List<JsonNode> told(String type, String field, UUID id) {
        List<JsonNode> found = TestBus.told(OURS).stream()
                .filter(event -> event.type().equals(type))
                .map(TestBus.Told::data)
                .filter(data -> data.path(field).asText().equals(id.toString()))
                .toList();
        for (JsonNode data : found) {
            assertThat(ContractsTest.errors(type, data.toString()))
                    .as("%s", data)
                    .isEmpty();
        }
        return found;
    }
}
