package org.gardefou.kit.problem;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.kit.notes.Client.NOTES;
import static org.gardefou.kit.notes.Client.with;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenFailuresTest {

    @Inject
    Tables tables;

    /** Stands behind us and right before Quarkus would make its table, and counts how often it would. */
    @ApplicationScoped
    static class Tables {

        private static final int BEHIND_AUTHENTICATION = 200;
        private static final int BEHIND_US = 3_000;

        private final AtomicInteger made = new AtomicInteger();

        void filters(@Observes @Priority(BEHIND_US) Filters filters) {
            filters.register(
                    context -> {
                        if (context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER) instanceof DefaultAuthFailureHandler)
                            made.incrementAndGet();
                        context.next();
                    },
                    BEHIND_AUTHENTICATION);
        }
    }

    @Test
    void noTableOfAllPathsIsMadeForARequest() {
        int before = tables.made.get();

        with("a.b.c").get(NOTES).then().statusCode(401);

        assertThat(tables.made.get()).isEqualTo(before);
    }

    @Test
    void theMetricsNameTheOperationOfARefusedRequestAndNotItsIds() {
        String id = UUID.randomUUID().toString();

        with("a.b.c").get(NOTES + "/" + id).then().statusCode(401);

        String metrics = get("/q/metrics").asString();
        assertThat(metrics).doesNotContain(id);
        assertThat(metrics.lines().filter(line -> line.startsWith("http_server_requests_seconds_count")))
                .anyMatch(line -> line.contains("uri=\"/notes/v1/notes/{id}\"") && line.contains("status=\"401\""));
    }
}
