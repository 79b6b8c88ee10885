package org.gardefou.kit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BusRecord;
import org.gardefou.kit.notes.Client;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterResourceTest {

    private static final String LETTERS = "/notes/v1/dead-letters";

    @Inject
    DeadLetters letters;

    private final UUID id = Ids.next();

    @Test
    void theScopeIsThatOfTheServiceAndIsNamedWhenItLacks() {
        for (List<String> scopes : List.of(List.of("notes:read"), List.of("other:admin"), List.of("own:admin"))) {
            Response answer =
                    Client.with(TestTokens.of("operator", scopes, Map.of())).get(LETTERS);

            assertThat(answer.statusCode()).as("%s", scopes).isEqualTo(403);
            assertThat(answer.jsonPath().getString("detail")).contains("notes:admin");
        }
        assertThat(Client.with(TestTokens.of("customer", List.of("notes:admin"), Map.of()))
                        .get(LETTERS)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Client.operator().get(LETTERS).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnhandledEventIsShownAsItCameReplayedOnceAndAudited() {
        // Given
        Instant happened = Instant.parse("2026-01-02T03:04:05Z");
        bury(new BusRecord(
                "kit.parcels",
                "k",
                id,
                "org.gardefou.nobody.listens.v1",
                "/elsewhere",
                happened,
                null,
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        // When
        JsonPath waiting = Client.operator().get(LETTERS + "/" + id).jsonPath();
        Response first = Client.operator().post(LETTERS + "/" + id + "/replay");
        Response second = Client.operator().post(LETTERS + "/" + id + "/replay");
        // Then
        assertThat(waiting.getString("kind")).isEqualTo("UNHANDLED");
        assertThat(waiting.getString("source")).isEqualTo("/elsewhere");
        assertThat(waiting.getString("time")).isEqualTo(happened.toString());
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getString("replayedAt")).isNotNull();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(audited()).containsExactly("dead-letter.replayed");
    }

    @Test
    void whatIsNoEventCannotBeReplayedAndWaitsUntilItIsDiscarded() {
        // Given
        ConsumerRecord<String, byte[]> raw =
                new ConsumerRecord<>("kit.parcels", 0, 7, "k", "hello".getBytes(StandardCharsets.UTF_8));
        QuarkusTransaction.requiringNew()
                .run(() -> letters.buryUnreadable(raw, id, "kit-test", new IllegalArgumentException("no event")));
        // When
        Response replay = Client.operator().post(LETTERS + "/" + id + "/replay");
        // Then
        assertThat(replay.statusCode()).isEqualTo(409);
        assertThat(replay.jsonPath().getString("detail")).contains("its producer has to send it again");
        assertThat(waiting()).contains(id.toString());
        // And when it is discarded, twice
        assertThat(Client.operator()
                        .post(LETTERS + "/" + id + "/discard")
                        .jsonPath()
                        .getString("discardedAt"))
                .isNotNull();
        assertThat(Client.operator().post(LETTERS + "/" + id + "/discard").statusCode())
                .isEqualTo(200);
        assertThat(waiting()).doesNotContain(id.toString());
        assertThat(Client.operator().get(LETTERS + "/" + id).statusCode()).isEqualTo(200);
        assertThat(audited()).containsExactly("dead-letter.discarded");
    }

    @Test
    void anUnknownOneIsNotFound() {
        for (String action : List.of("replay", "discard")) {
            assertThat(Client.operator().post(LETTERS + "/" + id + "/" + action).statusCode())
                    .isEqualTo(404);
        }
    }

    private void bury(BusRecord event) {
        QuarkusTransaction.requiringNew()
                .run(() -> letters.bury(event, "kit-test", new IllegalStateException("broken"), 4));
    }

    private static List<String> waiting() {
        return Client.operator()
                .queryParam("limit", 200)
                .get(LETTERS)
                .jsonPath()
                .getList("items.id", String.class);
    }

    private List<String> audited() {
        return Client.operator()
                .queryParam("resourceId", id.toString())
                .get("/notes/v1/audit")
                .jsonPath()
                .getList("items.action", String.class);
    }
}
