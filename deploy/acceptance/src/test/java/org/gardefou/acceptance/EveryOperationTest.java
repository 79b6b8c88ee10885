package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.local.demo.Answer;
import org.gardefou.local.demo.Api;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of each OpenAPI document refuses what it must, with a problem document of a status that it documents. */
@Order(6)
@ExtendWith(OneWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {

    private static final List<String> BASE_PATHS = List.of("terms", "backups", "restores", "diagnostics", "support");

    private static final String SOME_ID = "0198c5a2-7c00-7000-8000-00000000000f";

    private final World world;
    private final List<Operation> operations;

    EveryOperationTest(World world) {
        this.world = world;
        this.operations = BASE_PATHS.stream()
                .map(base -> Api.at(world.suite().edge())
                        .get("/" + base + "/openapi?format=json")
                        .json())
                .flatMap(document -> Operation.of(document).stream())
                .toList();
    }

    @Test
    void eachServiceDescribesItsOperations() {
        assertThat(BASE_PATHS).allSatisfy(base -> assertThat(operations)
                .anyMatch(one -> one.path().startsWith("/" + base + "/v1/")));
    }

    Stream<Operation> all() {
        return operations.stream();
    }

    Stream<Operation> aboutOne() {
        return all().filter(Operation::aboutOne);
    }

    Stream<Operation> withBody() {
        return all().filter(operation -> operation.bodyType().isPresent());
    }

    Stream<Operation> paged() {
        return all().filter(operation -> operation.takes("cursor"));
    }

    Stream<Operation> ofAVersion() {
        return all().filter(operation -> operation.takes("If-Match"));
    }

    Stream<Operation> guarded() {
        return all().filter(operation -> !operation.open());
    }

    @Test
    void whatIsSignedAsksForNoToken() {
        assertThat(all().filter(Operation::signed).map(Operation::toString))
                .containsExactly("POST /diagnostics/v1/webhooks/{connection}");
    }

    @Test
    void onlyWhatSaysNothingAboutAnybodyIsOpen() {
        assertThat(all().filter(operation -> operation.open() && !operation.signed())
                        .map(Operation::toString))
                .containsExactlyInAnyOrder(
                        "GET /terms/v1/checkpoint-keys",
                        "GET /terms/v1/checkpoints",
                        "GET /terms/v1/checkpoints/latest",
                        "GET /terms/v1/checkpoints/{number}",
                        "GET /terms/v1/checkpoints/{number}/consistency",
                        "GET /terms/v1/legal-centre/documents",
                        "GET /terms/v1/legal-centre/documents/{id}",
                        "GET /terms/v1/legal-centre/responsibilities",
                        "GET /terms/v1/legal-centre/versions/{id}",
                        "GET /terms/v1/legal-centre/versions/{id}/canonical",
                        "GET /terms/v1/legal-centre/versions/{id}/differences",
                        "GET /terms/v1/legal-centre/versions/{id}/renditions/{locale}");
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void withoutAGoodTokenNothingIsTold(Operation operation) {
        Api nobody = Api.at(world.suite().edge());
        String path = operation.at(UUID.randomUUID().toString());

        refused(operation, ask(nobody, operation, path, "{}", Map.of()), 401);
        refused(operation, ask(nobody.as("e30.e30.e30"), operation, path, "{}", Map.of()), 401);
    }

    @ParameterizedTest
    @MethodSource("aboutOne")
    void anIdThatIsUnknownOrNoneIsRefused(Operation operation) {
        for (String id : List.of(UUID.randomUUID().toString(), "not-an-id", "%00", "..%2F..%2Fetc", "9".repeat(40))) {
            refused(
                    operation,
                    ask(caller(operation), operation, operation.at(id), "{}", version()),
                    operation.signed() ? new Integer[] {400, 401, 404} : new Integer[] {400, 404});
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void aBodyThatCannotBeTakenIsRefused(Operation operation) {
        String path = operation.at(UUID.randomUUID().toString());
        for (String body :
                List.of("{\"site\": ", "[]", "\"text\"", "7", "{\"nobodyKnowsThis\": 1}", "{\"a\": \"\\ud83d\"}")) {
            // What is not signed is not read.
            refused(
                    operation,
                    ask(caller(operation), operation, path, body, version()),
                    operation.signed() ? 401 : 400);
        }
        Map<String, String> text = new HashMap<>(version());
        text.put("Content-Type", "text/csv");
        refused(operation, ask(caller(operation), operation, path, "a;b", text), 415);
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void theRequestOfTheExplorerIsUnderstood(Operation operation) {
        JsonNode example =
                operation.requestExample().orElseThrow(() -> new AssertionError(operation + " has no example"));

        boolean json = operation.bodyType().orElseThrow().endsWith("json");
        String body = json ? example.toString() : example.asText();

        Answer answer = ask(caller(operation), operation, operation.at(SOME_ID), body, Map.of("If-Match", "*"));

        // What it is about need not be there; that it was read and found sound is shown by its not being a 400.
        assertThat(answer.status()).as(answer.toString()).isNotIn(400, 413, 415, 500);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyGoodAnswerIsShownByAnExample(Operation operation) {
        assertThat(operation.answersWithoutExample()).as(operation.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paged")
    void aPageThatCannotBeIsRefused(Operation operation) {
        String path = operation.at(UUID.randomUUID().toString());
        for (String page : List.of("limit=0", "limit=201", "limit=many", "cursor=made-up", "cursor=%00")) {
            refused(operation, ask(caller(operation), operation, path + "?" + page, "", Map.of()), 400, 404);
        }
    }

    @ParameterizedTest
    @MethodSource("ofAVersion")
    void aChangeNamesTheVersionThatItMeans(Operation operation) {
        String path = operation.at(UUID.randomUUID().toString());

        // What is not there has no version; what is there and not named is shown by the services' own tests.
        refused(operation, ask(caller(operation), operation, path, "{}", Map.of()), 400, 404, 428);
    }

    private Api caller(Operation operation) {
        return world.stage().caller(operation.role(), operation.scopes());
    }

    private static Map<String, String> version() {
        return Map.of("If-Match", "\"1\"");
    }

    private static Answer ask(Api api, Operation operation, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>();
        operation.bodyType().ifPresent(type -> all.put("Content-Type", type));
        if (operation.answersEvents()) all.put("Accept", "text/event-stream, application/problem+json");
        all.putAll(headers);
        byte[] bytes = operation.bodyType().isPresent() ? body.getBytes(StandardCharsets.UTF_8) : new byte[0];
        return api.once(operation.method(), path, bytes, all);
    }

    private static void refused(Operation operation, Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.toString()).isIn((Object[]) statuses);
        assertThat(answer.problem()).as(answer.toString()).isNotBlank();
        assertThat(answer.json().path("title").asText()).as(answer.toString()).isNotBlank();
        assertThat(answer.json().path("status").asInt()).as(answer.toString()).isEqualTo(answer.status());
        assertThat(answer.json().path("detail").asText()).as(answer.toString()).isNotBlank();
        assertThat(operation.documents(answer.status()))
                .as(operation + " documents " + answer.status())
                .isTrue();
    }
}
