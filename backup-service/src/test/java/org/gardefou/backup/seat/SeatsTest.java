package org.gardefou.backup.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gardefou.backup.bed.Api;
import org.gardefou.backup.bed.Database;
import org.gardefou.backup.bed.Places;
import org.gardefou.backup.bed.TestSite;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Job;
import org.gardefou.local.testing.TestTokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SeatsTest {

    private static final String EXPORTS = "/backups/v1/exports/";

    @Inject
    Seats seats;

    @Inject
    SeatTick tick;

    @Inject
    @All
    List<Job> jobs;

    @Test
    void whatFindsNoSeatWaitsInLineIsShownAndHoldsUpNoOtherDestination() {
        // Given a destination with one seat, on which a prune sits
        TestSite busy = TestSite.small().registered();
        TestSite waits = TestSite.small().registered();
        TestSite elsewhere = TestSite.small().registered();
        Map<String, Object> place = Places.local();
        place.put("parallel", 2);
        place.put("servers", List.of(busy.server.toString(), waits.server.toString()));
        String work = Places.PATH + "/" + Places.registered(place) + "/work";
        Api.completed(busy);
        UUID point = Api.completed(waits);
        UUID other = Api.completed(elsewhere);
        Job prune = job("prune");
        String run = busy.site.toString();
        Database.change(
                "insert into background_tasks (task_name, task_instance, execution_time, picked, version, priority) values ('prune', '%s', now() + interval '1 hour', false, 1, 10) on conflict (task_name, task_instance) do update set execution_time = excluded.execution_time"
                        .formatted(run));
        await().atMost(Api.SOON).until(() -> seats.admits(prune, run));
        // When
        String export = asked(waits, point);
        String free = asked(elsewhere, other);
        // Then it says what it waits for, and what lies elsewhere does not wait
        await().atMost(Api.SOON).until(() -> read(export).get("inLineSince") != null);
        ready(free);
        assertThat(read(export).getString("state")).isEqualTo("QUEUED");
        JsonPath line = Api.operator().get(work).jsonPath();
        // What the service does by itself may stand there too.
        assertThat(line.getList("items.findAll { it.job in ['prune', 'export'] }.job"))
                .containsExactly("prune", "export");
        assertThat(line.getString("items.find { it.job == 'prune' }.atWorkSince"))
                .isNotNull();
        assertThat(line.getString("items.find { it.job == 'export' }.atWorkSince"))
                .isNull();
        assertThat(line.getString("items.find { it.job == 'export' }.site")).isEqualTo(waits.site.toString());
        // And a run that broke off keeps its seat, and what comes later its place behind the others
        assertThat(seats.admits(prune, run)).isTrue();
        assertThat(seats.admits(job("reconciliation"), waits.site.toString())).isFalse();
        // When
        seats.ended(prune, run);
        // Then
        ready(export);
        await().atMost(Api.SOON)
                .until(() ->
                        Api.operator().get(work).jsonPath().getList("items").isEmpty());
        // And the seat of a run that is gone is not lost
        assertThat(seats.admits(prune, run)).isTrue();
        Database.change("delete from background_tasks where task_name = 'prune' and task_instance = '" + run + "'");
        tick.run();
        assertThat(Api.operator().get(work).jsonPath().getList("items")).isEmpty();
        Api.operator().get(Places.PATH + "/" + Ids.next() + "/work").then().statusCode(404);
    }

    private Job job(String name) {
        return jobs.stream().filter(job -> job.name().equals(name)).findFirst().orElseThrow();
    }

    private static String asked(TestSite site, UUID point) {
        Response accepted = Api.as(TestTokens.customer(site.customer))
                .body(Map.of("restorePoint", point, "password", "cinq girafes lisent au jardin"))
                .post(EXPORTS);
        assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
        return accepted.jsonPath().getString("id");
    }

    private static JsonPath read(String export) {
        return Api.operator().get(EXPORTS + export).jsonPath();
    }

    private static void ready(String export) {
        await().atMost(Api.SOON).until(() -> read(export).getString("state").equals("READY"));
    }
}
