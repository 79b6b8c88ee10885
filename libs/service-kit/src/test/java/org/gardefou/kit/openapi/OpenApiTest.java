package org.gardefou.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.anybody;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    private JsonPath document = new JsonPath("{}");

    @BeforeEach
    void read() {
        document = anybody()
                .get("/notes/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void the_document_is_open_and_of_version_3_1() {
        assertThat(document.getString("openapi")).startsWith("3.1");
        assertThat(document.getList("servers.url", String.class)).containsExactly("/");
        assertThat(document.getString("components.securitySchemes.bearer.scheme"))
                .isEqualTo("bearer");
        assertThat(document.getMap("components.schemas.Problem.properties"))
                .containsKeys("type", "title", "status", "detail", "violations");
        assertThat(document.getMap("components.schemas")).doesNotContainKeys("HttpProblem", "HttpValidationProblem");
    }

    @Test
    void every_operation_tells_its_errors_with_examples() {
        for (Map.Entry<String, Map<String, Map<String, Object>>> path : document.<String,
                        Map<String, Map<String, Object>>>
                        getMap("paths")
                .entrySet()) {
            for (Map.Entry<String, Map<String, Object>> operation :
                    path.getValue().entrySet()) {
                JsonPath documented = at(path.getKey(), operation.getKey());
                assertThat(documented.getMap("responses"))
                        .as(operation.getKey() + " " + path.getKey())
                        .containsKeys("500", "503", "406");
                assertThat(documented.getString(
                                "responses.'503'.content.'application/problem+json'.examples.unavailable.value.type"))
                        .isEqualTo("/problems/unavailable");
            }
        }
    }

    @Test
    void creating_tells_of_the_key_and_of_the_bodies_that_are_refused() {
        JsonPath create = at("/notes/v1/notes", "post");

        assertThat(create.getList("parameters.name", String.class)).contains("Idempotency-Key");
        assertThat(create.getMap("responses")).containsKeys("201", "400", "401", "403", "409", "413", "415", "422");
        assertThat(create.getMap("responses.'400'.content.'application/problem+json'.examples"))
                .containsKeys("malformed-json", "unknown-field", "wrong-type", "validation", "bad-idempotency-key");
        assertThat(create.getString("description")).contains("Needs `notes:write` and `as:operator` or `as:system`");
        assertThat(create.getList("security")).isEqualTo(List.of(Map.of("bearer", List.of())));
        assertThat(create.getMap("responses.'201'.headers")).containsKeys("Idempotency-Replayed");
    }

    @Test
    void updating_tells_of_the_version_also_under_an_id_of_its_own() {
        JsonPath update = at("/notes/v1/notes/{id}", "put");

        assertThat(update.getString("operationId")).isEqualTo("rewriteNote");
        assertThat(update.getList("parameters.name", String.class)).contains("If-Match", "id");
        assertThat(update.getMap("responses")).containsKeys("400", "404", "412", "428");
        assertThat(update.getString("description")).startsWith("All of it.").contains("`notes:write`");
    }

    @Test
    void listing_tells_of_pages() {
        JsonPath list = at("/notes/v1/notes", "get");

        assertThat(list.getList("parameters.name", String.class)).contains("cursor", "limit");
        assertThat(list.getMap("responses.'400'.content.'application/problem+json'.examples"))
                .containsKeys("bad-cursor", "bad-limit");
        assertThat(list.getMap("responses.'200'.headers")).containsKeys("Link");
    }

    @Test
    void what_anybody_may_call_asks_for_no_token() {
        JsonPath open = at("/notes/v1/failures/{kind}", "get");

        assertThat(open.<Object>get("security")).isNull();
        assertThat(open.getMap("responses")).doesNotContainKeys("401", "403");
    }

    @Test
    void schemas_are_of_what_goes_over_the_wire_and_not_of_the_classes_that_carry_it() {
        assertThat(document.getMap("components.schemas")).doesNotContainKeys("JsonNodeType", "OutboundSseEvent");
        assertThat(document.getMap("components.schemas.JsonNode")).containsOnlyKeys("description");
        JsonPath events = at("/notes/v1/notes/{id}/events", "get");
        assertThat(events.getString("responses.'200'.content.'text/event-stream'.schema.type"))
                .isEqualTo("string");
        assertThat(events.getString("responses.'200'.content.'text/event-stream'.example"))
                .startsWith("event: progress\ndata: {")
                .endsWith("}\n\n");
    }

    @Test
    void an_id_has_an_example() {
        assertThat(document.getList("components.schemas.UUID.examples"))
                .isEqualTo(List.of("0198c5a2-7c00-7000-8000-000000000001"));
        assertThat(at("/notes/v1/notes/{id}", "put").getString("parameters.find { it.name == 'id' }.schema.'$ref'"))
                .isEqualTo("#/components/schemas/UUID");
    }

    @Test
    void every_request_and_every_good_answer_has_a_whole_example() {
        JsonPath create = at("/notes/v1/notes", "post");
        assertThat(create.getMap("requestBody.content.'application/json'.example"))
                .containsKeys("title", "stars", "color");
        assertThat(create.<Object>get("requestBody.content.'application/json'.example.stars"))
                .isInstanceOf(Number.class);
        JsonPath list = at("/notes/v1/notes", "get");
        assertThat(list.getString("responses.'200'.content.'application/json'.example.items[0].id"))
                .isEqualTo("0198c5a2-7c00-7000-8000-000000000001");
        assertThat(list.getMap("responses.'200'.headers")).containsKeys("RateLimit", "RateLimit-Policy");
        assertThat(list.getMap("responses")).containsKey("429");
        assertThat(at("/notes/v1/audit", "get").getMap("responses")).doesNotContainKey("429");
    }

    @Test
    void there_is_no_explorer_in_a_service() {
        assertThat(anybody().get("/q/swagger-ui/").statusCode()).isEqualTo(404);
    }

    private JsonPath at(String path, String rest) {
        JsonPath same = new JsonPath(document.prettify());
        same.setRootPath("paths.'" + path + "'." + rest);
        return same;
    }
}
