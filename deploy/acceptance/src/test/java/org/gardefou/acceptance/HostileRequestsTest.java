package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.local.demo.Answer;
import org.gardefou.local.demo.Api;
import org.gardefou.local.demo.Hosted;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad requests through the edge get the right problem document, whichever service they are for, and write nothing. */
@Order(5)
@ExtendWith(OneWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final int LARGER_THAN_ANY_LIMIT = 20 * 1024 * 1024;

    private final World world;

    HostileRequestsTest(World world) {
        this.world = world;
    }

    /** One creating operation of each service, with who may call it and a list in which its effect would show. */
    static Stream<Arguments> creations() {
        return Stream.of(
                Arguments.of("/terms/v1/plans", "system"),
                Arguments.of("/backups/v1/backups", "customer"),
                Arguments.of("/restores/v1/restores", "customer"),
                Arguments.of("/diagnostics/v1/diagnoses", "customer"),
                Arguments.of("/support/v1/cases", "customer"));
    }

    @ParameterizedTest
    @MethodSource("creations")
    void bodiesThatCannotBeTakenAreRefusedAndWriteNothing(String path, String role) {
        Api api = as(role);
        long before = size(path);

        refused(post(api, path, "{\"site\": "), 400, "malformed-json");
        refused(post(api, path, "{\"nobodyKnowsThis\": 1}"), 400, "unknown-field");
        refused(post(api, path, "[]"), 400, "wrong-type");
        refused(post(api, path, "{}"), 400, "validation");
        Answer text = api.once("POST", path, bytes("hello"), Map.of("Content-Type", "text/plain"));
        refused(text, 415, "unsupported-media-type");
        refused(post(api, path, "\"" + "x".repeat(LARGER_THAN_ANY_LIMIT) + "\""), 413, "too-large");

        assertThat(size(path)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("creations")
    void whoHasNoTokenGetsNothing(String path, String role) {
        Api nobody = Api.at(world.suite().edge());

        refused(post(nobody, path, "{}"), 401, "unauthenticated");
        refused(post(nobody.as("not.a.token"), path, "{}"), 401, "unauthenticated");
        refused(nobody.once("GET", path, new byte[0], Map.of()), 401, "unauthenticated");
    }

    static Stream<String> things() {
        return Stream.of(
                "/terms/v1/contracts/",
                "/backups/v1/backups/",
                "/restores/v1/restores/",
                "/diagnostics/v1/diagnoses/",
                "/support/v1/cases/");
    }

    @ParameterizedTest
    @MethodSource("things")
    void unknownIdsAreNotFoundAndMalformedOnesAreRefused(String path) {
        Api operator = world.stage().operator();

        refused(operator.once("GET", path + UUID.randomUUID(), new byte[0], Map.of()), 404, "not-found");
        assertThat(operator.once("GET", path + "not-an-id", new byte[0], Map.of())
                        .status())
                .isIn(400, 404);
        refused(
                operator.once("GET", path.replaceFirst("v1.*", "v1/no-such-thing"), new byte[0], Map.of()),
                404,
                "unknown-path");
        refused(operator.once("GET", "/nowhere", new byte[0], Map.of()), 404, "unknown-path");
    }

    @Test
    void anotherCustomersIdsAreNotFoundHoweverTheyAreUsed() {
        Hosted hosted = world.story().hosted();
        Api stranger = world.stage().customer(UUID.randomUUID());
        String site = "{\"site\": \"" + hosted.site() + "\"";

        refused(read(stranger, "/terms/v1/contracts/" + hosted.contract()), 404, "not-found");
        refused(read(stranger, "/diagnostics/v1/sites/" + hosted.site()), 404, "not-found");
        refused(read(stranger, "/backups/v1/policies/" + hosted.site()), 404, "not-found");
        refused(post(stranger, "/backups/v1/backups", site + "}"), 404, "not-found");
        refused(post(stranger, "/diagnostics/v1/diagnoses", site + "}"), 404, "not-found");
        refused(
                post(stranger, "/restores/v1/restores", site + ", \"restorePoint\": \"" + aPoint(hosted) + "\"}"),
                404,
                "not-found");
        refused(
                post(stranger, "/support/v1/cases", site + ", \"subject\": \"x\", \"message\": \"y\"}"),
                404,
                "not-found");
    }

    @Test
    void anIdempotencyKeyAnswersOnceAndRefusesAnotherRequest() {
        Hosted hosted = world.story().hosted();
        Api customer = as("customer");
        String key = UUID.randomUUID().toString();
        String body = "{\"site\": \"" + hosted.site() + "\", \"subject\": \"%s\", \"message\": \"Bonjour\"}";

        Answer first = keyed(customer, "/support/v1/cases", body.formatted("Une question"), key);
        Answer second = keyed(customer, "/support/v1/cases", body.formatted("Une question"), key);
        Answer other = keyed(customer, "/support/v1/cases", body.formatted("Une autre"), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
        refused(other, 422, "idempotency-conflict");
    }

    private UUID aPoint(Hosted hosted) {
        return UUID.fromString(world.stage()
                .operator()
                .list("/backups/v1/restore-points?site=" + hosted.site())
                .getFirst()
                .path("id")
                .asText());
    }

    private Api as(String role) {
        return role.equals("system")
                ? world.stage().system()
                : world.stage().customer(world.story().hosted().customer());
    }

    private long size(String path) {
        return world.stage().operator().list(path).size();
    }

    private static Answer read(Api api, String path) {
        return api.once("GET", path, new byte[0], Map.of());
    }

    private static Answer post(Api api, String path, String body) {
        return api.once("POST", path, bytes(body), Map.of("Content-Type", "application/json"));
    }

    private static Answer keyed(Api api, String path, String body, String key) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        headers.put("Idempotency-Key", key);
        return api.once("POST", path, bytes(body), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
        assertThat(answer.json().path("detail").asText()).as(answer.toString()).isNotBlank();
        assertThat(List.of("Exception", "at org.gardefou", "at java.")).noneMatch(answer.text()::contains);
    }
}
