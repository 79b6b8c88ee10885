package org.gardefou.kit.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.create;
import static org.gardefou.kit.notes.Client.operator;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class VersionTest {

    @Test
    void an_update_needs_the_version_it_changes() {
        String note = NOTES + "/" + create();

        Response answer = operator().body(body()).put(note);

        assertThat(answer.statusCode()).isEqualTo(428);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/precondition-required");
    }

    @Test
    void an_update_of_the_present_version_gives_the_next() {
        String note = NOTES + "/" + create();
        String tag = operator().get(note).header("ETag");

        Response answer = operator().header("If-Match", tag).body(body()).put(note);

        assertThat(tag).isEqualTo("\"0\"");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(operator().get(note).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"0\"", "\"1\", \"2\"", "\"00\""})
    void a_stale_or_weak_version_is_refused(String tag) {
        String note = NOTES + "/" + create();

        Response answer = operator().header("If-Match", tag).body(body()).put(note);

        assertThat(answer.statusCode()).isEqualTo(412);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/precondition-failed");
        assertThat(operator().get(note).header("ETag")).isEqualTo("\"0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"0\"", "\"9\", \"0\"", "W/\"3\",\"0\""})
    void any_of_a_list_and_the_star_match(String tag) {
        String note = NOTES + "/" + create();

        assertThat(operator().header("If-Match", tag).body(body()).put(note).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0", "\"0\" \"1\"", ","})
    void what_is_no_entity_tag_is_said_to_be_none(String tag) {
        String note = NOTES + "/" + create();

        Response answer = operator().header("If-Match", tag).body(body()).put(note);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/bad-parameter");
    }

    @Test
    void of_eight_updates_of_one_version_at_once_one_wins() {
        String note = NOTES + "/" + create();

        List<CompletableFuture<Integer>> updates = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> operator()
                        .header("If-Match", "\"0\"")
                        .body(body())
                        .put(note)
                        .statusCode()))
                .toList();
        List<Integer> statuses =
                updates.stream().map(CompletableFuture::join).sorted().toList();

        assertThat(statuses).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
        assertThat(operator().get(note).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void of_eight_updates_of_whichever_version_at_once_all_win() {
        String note = NOTES + "/" + create();

        List<CompletableFuture<Integer>> updates = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> operator()
                        .header("If-Match", "*")
                        .body(body())
                        .put(note)
                        .statusCode()))
                .toList();

        assertThat(updates.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(operator().get(note).header("ETag")).isEqualTo("\"8\"");
    }

    @Test
    void who_has_the_present_version_is_not_sent_it_again() {
        String note = NOTES + "/" + create();

        for (String known : List.of("\"0\"", "W/\"0\"", "*", "\"5\", \"0\"")) {
            Response answer = operator().header("If-None-Match", known).get(note);
            assertThat(answer.statusCode()).as(known).isEqualTo(304);
            assertThat(answer.asString()).isEmpty();
            assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        }
        assertThat(operator().header("If-None-Match", "\"1\"").get(note).statusCode())
                .isEqualTo(200);
        assertThat(operator().header("If-None-Match", "nonsense").get(note).statusCode())
                .isEqualTo(200);
    }
}
