package org.gardefou.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
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

            HostileRequestsTest.problem(operator().get(NOTES), 503, "unavailable");
            assertThat(operator().get(NOTES).header("Retry-After")).isEqualTo("5");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertThat(operator().get(NOTES).statusCode()).isEqualTo(200);
    }

    private void takeAll(List<Connection> held) {
        boolean more = true;
        while (more) {
            try {
                held.add(database.getConnection());
            } catch (SQLException e) {
                assertThat(held).isNotEmpty();
                more = false;
            }
        }
    }
}
