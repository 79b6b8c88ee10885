package org.gardefou.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.as;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.gardefou.kit.notes.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdempotencyTest {

    @Inject
    @SuppressWarnings("NullAway.Init")
    AgroalDataSource database;

    @Inject
    @SuppressWarnings("NullAway.Init")
    Gate gate;

    @Test
    void a_replay_is_answered_as_the_first_request_was_and_makes_nothing() throws SQLException {
        String key = UUID.randomUUID().toString();
        String title = UUID.randomUUID().toString();

        Response first = post(key, body(title));
        Response again = post(key, body(title));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(notes(title)).isOne();
    }

    @Test
    void the_same_user_for_another_customer_gets_no_answer_of_the_first() {
        String key = UUID.randomUUID().toString();
        String title = UUID.randomUUID().toString();

        Response first = actingFor(UUID.randomUUID(), key, title);
        Response other = actingFor(UUID.randomUUID(), key, title);

        assertThat(first.statusCode()).isEqualTo(201);
        // Asked anew: the title is taken.
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.header("Idempotency-Replayed")).isNull();
    }

    /** All these tokens have the same subject. */
    private static Response actingFor(UUID customer, String key, String title) {
        return as("customer", Map.of("customer", customer))
                .header("Idempotency-Key", key)
                .body(body(title))
                .post(NOTES);
    }

    @Test
    void white_space_and_order_do_not_make_another_request() {
        String key = UUID.randomUUID().toString();
        String title = UUID.randomUUID().toString();
        String first = "{\"title\":\"%s\",\"stars\":3,\"color\":\"RED\",\"labels\":{\"a\":\"1\",\"b\":\"2\"}}";
        String again = "{ \"labels\": {\"b\":\"2\", \"a\":\"1\"}, \"color\":\"RED\", \"stars\":3,\n \"title\":\"%s\" }";

        assertThat(post(key, first.formatted(title)).statusCode()).isEqualTo(201);
        assertThat(post(key, again.formatted(title)).header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void the_same_key_for_another_body_or_query_is_refused() throws SQLException {
        String key = UUID.randomUUID().toString();
        String title = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        assertThat(post(key, body(title)).statusCode()).isEqualTo(201);

        Response body = post(key, body(other));
        Response query =
                operator().header("Idempotency-Key", key).body(body(title)).post(NOTES + "?shelf=upper");

        for (Response answer : new Response[] {body, query}) {
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/idempotency-conflict");
        }
        assertThat(notes(other)).isZero();
    }

    @Test
    void a_key_is_the_callers_own() {
        String key = UUID.randomUUID().toString();
        assertThat(post(key, body()).statusCode()).isEqualTo(201);

        Response other = as("system", Map.of())
                .header("Idempotency-Key", key)
                .body(body())
                .post(NOTES);

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void while_the_first_runs_the_second_is_told_to_wait_and_then_gets_its_answer()
            throws InterruptedException, ExecutionException, SQLException {
        String key = UUID.randomUUID().toString();
        String title = Gate.HELD + UUID.randomUUID();
        gate.close();
        CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> post(key, body(title)));
        assertThat(gate.awaitReached()).isTrue();

        Response second = post(key, body(title));
        // It was not kept waiting for the first, which goes no further before the gate is open.
        assertThat(first).isNotDone();
        gate.open();

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.jsonPath().getString("type")).isEqualTo("/problems/idempotency-in-progress");
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(post(key, body(title)).asString()).isEqualTo(first.get().asString());
        assertThat(notes(title)).isOne();
    }

    @Test
    void a_request_that_failed_keeps_nothing_and_can_be_repaired_under_the_same_key() throws SQLException {
        String key = UUID.randomUUID().toString();
        String taken = UUID.randomUUID().toString();
        assertThat(operator().body(body(taken)).post(NOTES).statusCode()).isEqualTo(201);

        // Refused in the validation, refused by the database, and then right.
        assertThat(post(key, "{\"title\":\"\",\"stars\":3,\"color\":\"RED\"}").statusCode())
                .isEqualTo(400);
        assertThat(post(key, body(taken)).statusCode()).isEqualTo(409);
        assertThat(keys(key)).isZero();
        assertThat(post(key, body()).statusCode()).isEqualTo(201);
        assertThat(keys(key)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "é"})
    void a_key_that_is_not_visible_ascii_is_refused(String key) {
        refused(key);
    }

    @Test
    void a_key_may_have_255_characters_and_no_more() {
        assertThat(post("k".repeat(219) + UUID.randomUUID(), body()).statusCode())
                .isEqualTo(201);
        refused("k".repeat(256));
    }

    @Test
    void an_answer_is_forgotten_after_a_day_and_swept() throws SQLException {
        String key = UUID.randomUUID().toString();
        String old = UUID.randomUUID().toString();
        assertThat(post(old, body()).statusCode()).isEqualTo(201);
        assertThat(post(key, body()).statusCode()).isEqualTo(201);
        age(key);
        age(old);

        Response later = post(key, body());

        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(later.header("Idempotency-Replayed")).isNull();
        assertThat(keys(key)).isOne();
        assertThat(keys(old)).isZero();
    }

    private void refused(String key) {
        Response answer = post(key, body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("type")).isEqualTo("/problems/bad-idempotency-key");
    }

    private static Response post(String key, String body) {
        return operator().header("Idempotency-Key", key).body(body).post(NOTES);
    }

    private int notes(String title) throws SQLException {
        return count("select count(*) from note where title = ?", title);
    }

    private int keys(String key) throws SQLException {
        return count("select count(*) from idempotency_key where key = ?", key);
    }

    private int count(String sql, String argument) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        }
    }

    private void age(String key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update idempotency_key set created_at = created_at - interval '24 hours 1 second' where key = ?")) {
            statement.setString(1, key);
            assertThat(statement.executeUpdate()).isOne();
        }
    }
}
