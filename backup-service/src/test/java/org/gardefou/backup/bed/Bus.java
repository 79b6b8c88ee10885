package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.gardefou.backup.ContractsTest;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.testing.TestBus;

/** Speaks on the bus in the other services' names, with their golden examples as the models, and hears what ours says. */
public final class Bus {

    private static final List<String> OURS = List.of("gardefou.backups");

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

    /** All events of a type about a site that our service has told so far; each one is compared with its schema. */
    public static List<JsonNode> told(String type, UUID site) {
        List<JsonNode> found = TestBus.told(OURS).stream()
                .filter(event -> event.type().equals(type) && event.key().equals(site.toString()))
                .map(TestBus.Told::data)
                .toList();
        for (JsonNode data : found) {
            assertThat(ContractsTest.errors(type, data.toString()))
                    .as("%s", data)
                    .isEmpty();
        }
        return found;
    }

    /** The only event of a type about a site, as soon as it is told. */
    public static JsonNode heard(String type, UUID site) {
        List<JsonNode> all = await().atMost(Api.SOON).until(() -> told(type, site), found -> !found.isEmpty());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
