package org.gardefou.diagnostics.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is looked at and when: nothing forgotten, and nobody fills the queue. */
@QuarkusTest
class QueueTest {

    @Inject
    ForgottenChanges forgotten;

    @Inject
    AgroalDataSource dataSource;

    @SuppressWarnings("NullAway.Init") // each test has its own
    private Scene scene;

    @BeforeEach
    void register() {
        scene = Scene.onPaper();
    }

    @Test
    void aLookThatACrashForgotIsPlannedAfterAll() throws SQLException {
        // Given a change stored by a process that ended before it could plan the look
        UUID change = Ids.firstOf(Instant.now().minusSeconds(60));
        execute("insert into site_change (id, site, source, event_id, type, happened_at, data) values"
                + " ('%s', '%s', '/panel/x', '%s', 'org.gardefou.site.settings-changed.v1', now(), '%s')"
                        .formatted(change, scene.site(), change, data()));
        // When
        forgotten.run();
        forgotten.run();
        // Then
        await().atMost(Scene.SOON).until(() -> looks().contains("AFTER_CHANGE"));
        forgotten.run();
        assertThat(looks()).containsExactly("AFTER_CHANGE");
    }

    @Test
    void whoeverAsksOftenAndAtOnceHasOneLookWaiting() throws Exception {
        // Given one that waits, and whose turn does not come
        UUID waiting = Ids.next();
        execute("insert into diagnosis (id, site, customer, reason, state, logs_since, requested_at, version) values"
                + " ('%s', '%s', '%s', '{\"kind\":\"REQUESTED\"}', 'QUEUED', now(), now(), 0)"
                        .formatted(waiting, scene.site(), scene.customer()));
        // When
        List<Response> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Response> ask = () -> customer(scene.customer())
                    .body(Map.of("site", scene.site()))
                    .post("/diagnoses");
            for (Future<Response> answer : callers.invokeAll(Collections.nCopies(8, ask))) answers.add(answer.get());
        }
        // Then
        assertThat(answers).allMatch(answer -> answer.statusCode() == 202);
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getString("id"))
                .containsOnly(waiting.toString());
        assertThat(looks()).hasSize(1);
        assertThat(operator().get("/audit?resourceId=" + waiting).jsonPath().getList("items.action", String.class))
                .contains("diagnosis.requested");
    }

    private String data() {
        return """
                {"customer":"%s","actor":{"kind":"STAFF"},"object":{"kind":"SETTING","name":"x"},"source":"/panel/x",\
                "happenedAt":"2026-11-23T10:00:00Z","receivedAt":"2026-11-23T10:00:00Z"}""".formatted(scene.customer());
    }

    private List<String> looks() {
        return customer(scene.customer())
                .get("/diagnoses?site=" + scene.site())
                .jsonPath()
                .getList("items.reason.kind", String.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
