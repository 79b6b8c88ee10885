package org.gardefou.restore.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.Jobs;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.Ports;
import org.gardefou.local.testing.TestTokens;
import org.gardefou.restore.bed.Api;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.bed.Bus;
import org.gardefou.restore.bed.RealSite;
import org.gardefou.restore.bed.RealSite.Point;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real site, and its copy beside it. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class StagingCopyTest {

    private static final String COPIES = "/restores/v1/staging-copies";

    private final RealSite real = RealSite.get();
    private final Api api = new Api(real);

    @Inject
    StagingCopies copies;

    @Inject
    Jobs jobs;

    @Inject
    StagingTidying tidying;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Point good;

    @BeforeEach
    void aHealthySiteWithARestorePoint() {
        real.wordpress.heal();
        real.register(true);
        good = real.healthyPoint();
        real.tellPoint(good, null);
        await().atMost(Api.SOON).until(() -> api.customer()
                .get("/restores/v1/advice?site=" + real.site)
                .jsonPath()
                .getList("options.restorePoint")
                .equals(List.of(good.id().toString())));
    }

    @Test
    void aCopyAnswersForItselfAndLeavesTheLiveSiteAlone() throws Exception {
        Fingerprint live = real.healthyFingerprint();
        Response asked = ask();
        assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(202);
        UUID id = UUID.fromString(asked.jsonPath().getString("id"));
        assertThat(ask().statusCode()).isEqualTo(409);
        JsonPath ready = awaitState(id, "READY");
        JsonNode told = awaitTold("staging-copy.ready", id);
        Path root = Path.of(told.path("documentRoot").asText());
        String address = ready.getString("address");
        assertThat(address).matches("https://s[0-9a-f]{12}\\.staging\\.hoster\\.example");
        assertThat(told.path("passwordFile").asText()).startsWith(real.wordpress.root() + "/");
        assertThat(told.toString()).doesNotContain(ready.getString("access.password"));
        assertThat(Files.readString(Path.of(told.path("passwordFile").asText())))
                .startsWith("staging:{SSHA}");

        // Then it asks for its password, and answers as the site did, at its own address
        int port = Ports.free().http();
        Process php = serve(root, port);
        try {
            HttpResponse<String> stranger = get(port, "");
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(stranger.headers().firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
            HttpResponse<String> mine =
                    get(port, ready.getString("access.user") + ":" + ready.getString("access.password"));
            assertThat(mine.statusCode()).as(mine.body()).isEqualTo(200);
            assertThat(Bus.JSON.readTree(mine.body()).path("home").asText()).isEqualTo(address);
            assertThat(mine.headers().firstValue("X-Robots-Tag"))
                    .hasValueSatisfying(tag -> assertThat(tag).contains("noindex"));
        } finally {
            php.destroy();
        }

        // And its account reaches its own database and no other
        Database own = as(Files.readString(root.resolve("wp-config.php")));
        String schema = constant(Files.readString(root.resolve("wp-config.php")), "DB_NAME");
        assertThat(own.tables(schema)).isNotEmpty();
        assertThatThrownBy(() -> own.query(real.schema, "SELECT 1 FROM wp_options"))
                .isInstanceOf(DatabaseException.class);
        assertThat(live.differencesTo(real.wordpress.fingerprint())).isEmpty();

        // When the process died before it could say that it was ready, it is made anew
        QuarkusTransaction.requiringNew().run(() -> {
            copies.update("state = ?1 where id = ?2", StagingState.PREPARING, id);
            jobs.submit(StagingJob.class, id.toString());
        });
        awaitState(id, "READY");

        // When its time is over, and its database server has not let us in for a week, that is said
        real.adminSecret("not-this");
        QuarkusTransaction.requiringNew().run(() -> copies.update("expiresAt = ?1 where id = ?2", Instant.now(), id));
        tidying.run();
        awaitState(id, "REMOVING");
        Instant longAgo = Instant.now().minus(java.time.Duration.ofDays(8));
        QuarkusTransaction.requiringNew().run(() -> {
            copies.update("stateSince = ?1 where id = ?2", longAgo, id);
            jobs.postpone(StagingJob.class, id.toString(), Instant.now());
        });
        JsonPath abandoned = awaitState(id, "ABANDONED");
        assertThat(abandoned.getString("trouble.code")).isEqualTo("DATABASE_ACCESS_DENIED");
        assertThat(abandoned.getString("trouble.text.fr"))
                .contains(root.getParent().toString(), schema, "redemandez");
        // And when it lets us in again, and somebody asks, nothing of it is left
        real.adminSecret(real.wordpress.database().administrationPassword());
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .delete(COPIES + "/" + id)
                        .statusCode())
                .isEqualTo(204);
        assertThat(awaitState(id, "REMOVED").getString("end")).isEqualTo("EXPIRED");
        assertThat(awaitTold("staging-copy.ended", id).path("documentRoot").asText())
                .isEqualTo(root.toString());
        assertThat(root.getParent()).doesNotExist();
        assertThat(real.administration().hasSchema(schema)).isFalse();
        assertThat(real.leftovers(id)).isEmpty();
    }

    @Test
    void aCopyIsCalledOffAndWhatIsAnothersIsNotThere() {
        UUID id = UUID.fromString(ask().jsonPath().getString("id"));
        for (String token : List.of(TestTokens.customer(Ids.next()), TestTokens.panel(Ids.next()))) {
            assertThat(Api.as(token).get(COPIES + "/" + id).statusCode()).isEqualTo(404);
            assertThat(Api.as(token)
                            .header("If-Match", "*")
                            .delete(COPIES + "/" + id)
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .delete(COPIES + "/" + id)
                        .statusCode())
                .isEqualTo(204);
        awaitState(id, "REMOVED");
        assertThat(real.leftovers(id)).isEmpty();
        assertThat(api.customer()
                        .header("If-Match", "*")
                        .delete(COPIES + "/" + id)
                        .statusCode())
                .isEqualTo(409);
    }

    private Response ask() {
        return api.customer()
                .body(Map.of("site", real.site, "restorePoint", good.id()))
                .post(COPIES);
    }

    private JsonPath awaitState(UUID id, String state) {
        JsonPath[] seen = new JsonPath[1];
        await().atMost(Api.SOON).untilAsserted(() -> {
            seen[0] = api.customer().get(COPIES + "/" + id).jsonPath();
            assertThat(seen[0].getString("state")).as(() -> seen[0].prettify()).isEqualTo(state);
        });
        return seen[0];
    }

    private static JsonNode awaitTold(String type, UUID copy) {
        return await().atMost(Api.SOON)
                .until(() -> Bus.told(type, "copy", copy), found -> !found.isEmpty())
                .getFirst();
    }

    /** The copy as a web server would serve it. */
    private static Process serve(Path root, int port) throws IOException {
        Process php = new ProcessBuilder("php", "-S", "127.0.0.1:" + port, "-t", root.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Api.SOON).ignoreExceptions().until(() -> get(port, "").statusCode() > 0);
        return php;
    }

    private static HttpResponse<String> get(int port, String login) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/index.php?rest_route=/"))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private Database as(String config) {
        return real.administration()
                .as(Credentials.tcp(
                        "127.0.0.1",
                        real.wordpress.database().port(),
                        constant(config, "DB_USER"),
                        constant(config, "DB_PASSWORD")));
    }

    private static String constant(String config, String name) {
        Matcher found = Pattern.compile("define\\('" + name + "', '([^']*)'\\)").matcher(config);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
