package org.gardefou.diagnostics.sitechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.diagnostics.testing.Client.BATCH;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.Test;

/** Reports while the database has no connection to give: each way in answers so that the panel tries again, and nothing is stored by halves. */
@QuarkusTest
class DatabaseAwayTest {

    @Inject
    AgroalDataSource dataSource;

    @Test
    void reportsAreToBeTriedAgain() throws Exception {
        // Given a site that is remembered, and one that would have to be read
        Scene scene = Scene.onPaper();
        Scene unread = Scene.onPaper();
        scene.change("site.mail-changed", "{\"kind\": \"MAIL\", \"name\": \"contact\"}");
        String event = scene.event(Ids.next().toString());
        String large = scene.event(
                Ids.next().toString(),
                "site.settings-changed",
                "{\"kind\": \"SETTING\", \"name\": \"%s\"}".formatted("a") + " ".repeat(20_000));
        // When
        try (Taken all = new Taken();
                ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(all.connections).isNotEmpty();
            // Each waits for a connection until it gives up: all at the same time.
            String another = unread.event(Ids.next().toString());
            List<Future<Response>> answers = requests.invokeAll(List.of(
                    () -> report(scene, STRUCTURED, event),
                    () -> report(scene, STRUCTURED, large),
                    () -> report(scene, BATCH, "[" + event + "]"),
                    () -> report(unread, STRUCTURED, another)));
            for (Future<Response> answer : answers) tryAgain(answer.get());
        }
        // Then what is sent again is new, not a repetition
        Response again = report(scene, STRUCTURED, event);
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(202);
        assertThat(again.jsonPath().getBoolean("repeated")).isFalse();
        assertThat(system().get("/site-changes?site=" + scene.site()).jsonPath().getList("items"))
                .hasSize(2);
    }

    private static Response report(Scene scene, String type, String body) {
        return panel(scene.connection()).contentType(type).body(body).post("/change-events");
    }

    private static void tryAgain(Response answer) {
        refused(answer, 503, "unavailable");
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    /** Every connection that the pool can give. */
    private final class Taken implements AutoCloseable {

        private final List<Connection> connections = new ArrayList<>();

        Taken() throws SQLException {
            int all =
                    dataSource.getConfiguration().connectionPoolConfiguration().maxSize();
            for (int i = 0; i < all; i++) connections.add(dataSource.getConnection());
        }

        @Override
        public void close() throws SQLException {
            for (Connection connection : connections) connection.close();
        }
    }
}
