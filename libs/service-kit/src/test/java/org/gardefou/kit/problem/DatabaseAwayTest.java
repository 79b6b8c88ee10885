package org.gardefou.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseAwayTest {

    @Inject
    @SuppressWarnings("NullAway.Init")
    AgroalDataSource database;

    @Test
    void without_a_free_connection_the_answer_is_503_and_soon_all_is_well_again() throws SQLException {
        List<Connection> held = new ArrayList<>();
        try {
            takeAll(held);

            Response answer = operator().get(NOTES);
            HostileRequestsTest.problem(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertThat(operator().get(NOTES).statusCode()).isEqualTo(200);
    }

    /** Also those that somebody else has for the moment: what one gives back later would answer the request. */
    private void takeAll(List<Connection> held) {
        int all = database.getConfiguration().connectionPoolConfiguration().maxSize();
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            while (held.size() < all) {
                try {
                    held.add(database.getConnection());
                } catch (SQLException e) {
                    return false;
                }
            }
            return true;
        });
    }
}
