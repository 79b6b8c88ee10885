package org.gardefou.kit.watch;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WatchTest {

    @Test
    void theThreadsOfTheBusAreSeenToRun() {
        JsonPath health = get("/q/health/live").jsonPath();

        assertThat(health.getString("checks.find { it.name == 'bus-threads' }.status"))
                .isEqualTo("UP");
        assertThat(health.getString("checks.find { it.name == 'bus-threads' }.data.'outbox-relay'"))
                .isEqualTo("runs");
        assertThat(health.getString("checks.find { it.name == 'bus-threads' }.data.'bus-reader'"))
                .isEqualTo("runs");
    }

    @Test
    void aThreadThatHasStoppedTakesTheServiceDown() {
        Pulse stuck = new Pulse("stuck", Duration.ofSeconds(-1));
        stuck.beat();

        HealthCheckResponse answer = new ThreadsAlive(List.of(() -> stuck)).call();

        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsEntry("stuck", "has not moved for 0 s");
    }

    @Test
    void whatWaitsIsMeasured() {
        assertThat(get("/q/metrics").asString())
                .containsPattern("gardefou_outbox_rows [0-9]")
                .containsPattern("gardefou_outbox_oldest_seconds [0-9]")
                .containsPattern("gardefou_dead_letters [0-9]");
    }
}
