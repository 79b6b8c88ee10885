package org.gardefou.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.body;
import static org.gardefou.kit.notes.Client.create;
import static org.gardefou.kit.notes.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    @Inject
    @SuppressWarnings("NullAway.Init")
    AuditTrail trail;

    @Inject
    @SuppressWarnings("NullAway.Init")
    AgroalDataSource database;

    @Test
    void who_did_what_when_from_where_stands_in_the_trail() {
        Instant start = Instant.now().minusSeconds(1);
        String id = create();
        operator()
                .header("If-Match", "*")
                .header("X-Forwarded-For", "6.6.6.6, 203.0.113.9")
                .body(body("changed " + id))
                .put(NOTES + "/" + id)
                .then()
                .statusCode(200);

        JsonPath page = entries(id);

        assertThat(page.getList("items.action", String.class)).containsExactly("note.update", "note.create");
        assertThat(page.getString("items[0].subject")).isEqualTo("test-operator");
        assertThat(page.getString("items[0].role")).isEqualTo("operator");
        assertThat(page.getString("items[0].remote")).isEqualTo("203.0.113.9");
        assertThat(page.getString("items[1].remote")).isEqualTo("127.0.0.1");
        assertThat(page.getString("items[0].before.id")).isEqualTo(id);
        assertThat(page.getString("items[0].after.title")).isEqualTo("changed " + id);
        assertThat(page.<Object>get("items[1].before")).isNull();
        assertThat(Instant.parse(page.getString("items[0].at"))).isBetween(start, Instant.now());
    }

    @Test
    void what_is_rolled_back_leaves_no_entry() {
        String title = UUID.randomUUID().toString();
        operator().body(body(title)).post(NOTES).then().statusCode(201);
        String id = create();

        operator()
                .header("If-Match", "*")
                .body(body(title))
                .put(NOTES + "/" + id)
                .then()
                .statusCode(409);

        assertThat(entries(id).getList("items.action", String.class)).containsExactly("note.create");
    }

    @Test
    void the_trail_is_paged() {
        String id = create();
        operator()
                .header("If-Match", "*")
                .body(body())
                .put(NOTES + "/" + id)
                .then()
                .statusCode(200);

        JsonPath first =
                operator().get("/notes/v1/audit?resourceId=" + id + "&limit=1").jsonPath();
        JsonPath second = operator()
                .get("/notes/v1/audit?resourceId=" + id + "&limit=1&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("items.action", String.class)).containsExactly("note.update");
        assertThat(second.getList("items.action", String.class)).containsExactly("note.create");
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void nothing_is_recorded_outside_the_transaction_of_a_deed() {
        assertThatThrownBy(() -> trail.recordAs(Actor.service("test"), "a", "b", "c", null, null))
                .isInstanceOf(TransactionalException.class);
    }

    @Test
    void an_entry_cannot_be_changed_or_taken_away() throws SQLException {
        create();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("update audit_entry set subject = 'nobody'"))
                    .hasMessageContaining("final");
            assertThatThrownBy(() -> statement.executeUpdate("delete from audit_entry"))
                    .hasMessageContaining("final");
        }
    }

    private static JsonPath entries(String id) {
        return operator()
                .get("/notes/v1/audit?resourceType=note&resourceId=" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
