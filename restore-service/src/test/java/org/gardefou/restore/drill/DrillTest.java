package org.gardefou.restore.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.gardefou.restore.restorepoint.RestorePoints;
import org.gardefou.restore.saga.HeldRestore;
import org.gardefou.restore.saga.Restores;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drills of a real WordPress, with a database server and a PHP of their own. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class DrillTest {

    private static final Duration LONG = Duration.ofSeconds(120);
    private static final String DRILLS = "/restores/v1/drills";

    private final RealSite real = RealSite.get();

    @Inject
    Drills drills;

    @Inject
    HostedSites sites;

    @Inject
    RestorePoints points;

    @Inject
    Jobs jobs;

    @Inject
    DrillTurns turns;

    @Inject
    Restores restores;

    @BeforeEach
    void aHealthySite() {
        real.wordpress.heal();
        real.register(true);
    }

    @Test
    void aKilledDrillIsMadeAnewAndTheSiteIsRestoredApartAsARestoreWouldAndMeasured() throws IOException {
        // Given a point, and a drill whose service was killed in the middle
        Point point = real.healthyPoint();
        Map<String, Long> rows = real.administration().rows(real.schema, List.of("wp_options", "wp_posts", "wp_terms"));
        real.tellPoint(point, null, rows);
        known(point);
        UUID id = begun();
        Files.createDirectories(places().resolve(id.toString().substring(24)).resolve("tree/htdocs/half"));
        Files.createDirectories(places().resolve("0123456789ab/tree/htdocs"));
        // Asking for one answers with the one that is under way
        asked(TestTokens.customer(real.customer)).then().statusCode(202).body("id", equalTo(id.toString()));
        // When it is taken up
        QuarkusTransaction.requiringNew().run(() -> jobs.submit(DrillJob.class, id.toString()));
        JsonPath done = ended(id);
        // Then
        assertThat(done.getString("state")).as("%s", done.prettify()).isEqualTo("PASSED");
        assertThat(done.getString("restorePoint")).isEqualTo(point.id().toString());
        assertThat(done.getList("seen.pages.status", Integer.class)).containsExactly(200, 200);
        assertThat(done.getInt("seen.pages[0].length")).isGreaterThan(10_000);
        assertThat(done.getInt("seen.tables")).isGreaterThanOrEqualTo(12);
        assertThat(done.getLong("seen.rows"))
                .isEqualTo(rows.values().stream().mapToLong(Long::longValue).sum());
        assertThat(done.getMap("took")).containsOnlyKeys("PREFLIGHT", "FILES", "DATABASES", "SWITCH", "BOOT", "CHECK");
        Duration sum = done.<String, String>getMap("took").values().stream()
                .map(Duration::parse)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(Duration.parse(done.getString("recovery"))).isEqualTo(sum).isPositive();
        assertThat(Duration.parse(done.getString("pointAge"))).isPositive();
        // And it is told, and counted for its plan
        JsonNode told = await().atMost(LONG)
                .until(() -> Bus.told("restore.drilled", "drill", id), found -> found.size() == 1)
                .getFirst();
        assertThat(told.path("outcome").asText()).isEqualTo("PASSED");
        assertThat(told.path("recovery").asText()).isEqualTo(done.getString("recovery"));
        JsonPath report = Api.as(TestTokens.operator())
                .get("/restores/v1/drill-reports?plan=standard")
                .jsonPath();
        assertThat(report.getInt("items[0].passed")).isPositive();
        assertThat(report.getString("items[0].promisedPointAge")).isEqualTo("PT24H");
        Api.as(TestTokens.operator())
                .get("/restores/v1/drill-reports/page?locale=fr")
                .then()
                .statusCode(200)
                .contentType("text/html");
        // And nothing of it stays, and the live site was not touched
        assertThat(left()).isEmpty();
        assertThat(processes()).isEmpty();
        assertThat(real.leftovers(id)).isEmpty();
        assertThat(real.wordpress.observe("/").shows(real.wordpress.marker())).isTrue();
        // And its turn comes again in a quarter
        assertThat(QuarkusTransaction.requiringNew().call(() -> turns.due(Instant.now(), 10_000)))
                .doesNotContain(real.site);
    }

    @Test
    void aPointThatCannotBeRestoredFailsAndSaysWhatToDo() throws IOException {
        // Given
        Point point = real.backUp(false);
        real.tellPoint(point, null);
        known(point);
        // When
        UUID id = UUID.fromString(asked(TestTokens.operator()).jsonPath().getString("id"));
        JsonPath done = ended(id);
        // Then
        assertThat(done.getString("state")).as("%s", done.prettify()).isEqualTo("FAILED");
        assertThat(done.getString("fault")).isEqualTo("POINT");
        assertThat(done.getString("code")).isEqualTo("DUMP_MISSING");
        assertThat(done.getString("recovery")).isNull();
        assertThat(done.getString("text.fr")).contains("choisissez-en un autre");
        assertThat(await().atMost(LONG)
                        .until(() -> Bus.told("restore.drilled", "drill", id), found -> found.size() == 1)
                        .getFirst()
                        .path("fault")
                        .asText())
                .isEqualTo("POINT");
        assertThat(left()).isEmpty();
        // And one that has ended is not called off
        Api.as(TestTokens.operator())
                .header("If-Match", "*")
                .post(DRILLS + "/" + id + "/cancel")
                .then()
                .statusCode(409);
    }

    @Test
    void aDrillStandsBackForARestoreThatIsAtWork() {
        Point point = real.healthyPoint();
        real.tellPoint(point, null);
        known(point);
        // Given a restore that is to go on now
        Api api = new Api(real);
        UUID restore = HeldRestore.of(restores, jobs, real.site, real.customer, point.id());
        // When a drill begins
        UUID id = UUID.fromString(asked(TestTokens.operator()).jsonPath().getString("id"));
        // Then it goes back to wait, and that is no try
        await().atMost(LONG).untilAsserted(() -> {
            Drill drill = QuarkusTransaction.requiringNew().call(() -> drills.findById(id));
            assertThat(drill.startedAt()).isNotNull();
            assertThat(drill.state()).isEqualTo(Drill.State.QUEUED);
            assertThat(drill.tries()).isZero();
        });
        // And waiting it can be called off
        api.customer()
                .header("If-Match", "*")
                .post("/restores/v1/restores/" + restore + "/cancel")
                .then()
                .statusCode(202);
        HeldRestore.letGo(jobs, restore);
        api.awaitState(restore, "CANCELLED");
        Api.as(TestTokens.operator())
                .header("If-Match", "*")
                .post(DRILLS + "/" + id + "/cancel")
                .then()
                .statusCode(202);
        assertThat(ended(id).getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void whoMayAskAsksOnceAMonthAndMayCallItOff() {
        known();
        Api.as(TestTokens.customer(UUID.randomUUID()))
                .body(Map.of("site", real.site))
                .post(DRILLS)
                .then()
                .statusCode(404);
        // One that waits is called off, and does not count
        UUID id = QuarkusTransaction.requiringNew().call(() -> {
            Drill drill = new Drill(real.site, real.customer, "standard", Instant.now());
            drill.askedFor("customer", "c", true);
            drills.persist(drill);
            return drill.id();
        });
        Api.as(TestTokens.customer(real.customer))
                .header("If-Match", "*")
                .post(DRILLS + "/" + id + "/cancel")
                .then()
                .statusCode(202);
        assertThat(ended(id).getString("state")).isEqualTo("CANCELLED");
        assertThat(Bus.told("restore.drilled", "drill", id)).isEmpty();
        // Without a point it is not possible, which says nothing
        UUID second = UUID.fromString(
                asked(TestTokens.customer(real.customer)).jsonPath().getString("id"));
        JsonPath done = ended(second);
        assertThat(done.getString("state")).isEqualTo("NOT_POSSIBLE");
        assertThat(done.getString("code")).isEqualTo("NO_POINT");
        asked(TestTokens.customer(real.customer)).then().statusCode(429);
        asked(TestTokens.operator()).then().statusCode(202);
    }

    private void known() {
        await().atMost(LONG).until(() -> QuarkusTransaction.requiringNew().call(() -> {
            HostedSite site = sites.findById(real.site);
            return site != null && site.customer() != null && site.restorePromised();
        }));
    }

    private void known(Point point) {
        known();
        await().atMost(LONG)
                .until(() -> QuarkusTransaction.requiringNew().call(() -> points.findById(point.id()) != null));
    }

    private UUID begun() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Drill drill = new Drill(real.site, real.customer, "standard", Instant.now());
            drill.start(Instant.now());
            drills.persist(drill);
            return drill.id();
        });
    }

    private Response asked(String token) {
        return Api.as(token).body(Map.of("site", real.site)).post(DRILLS);
    }

    private static JsonPath ended(UUID id) {
        return await().atMost(LONG)
                .until(
                        () -> Api.as(TestTokens.operator())
                                .get(DRILLS + "/" + id)
                                .jsonPath(),
                        drill -> drill.getString("endedAt") != null);
    }

    private static Path places() {
        return Path.of(System.getProperty("gardefou.data.directory"), "boot");
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> all = Files.list(places())) {
            return all.toList();
        }
    }

    private static List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(one -> one.info().commandLine().orElse(""))
                .filter(line -> line.contains(places().toString()))
                .toList();
    }
}
