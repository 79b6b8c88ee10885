package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.STRUCTURED;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.system;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.Feed;
import org.gardefou.diagnostics.testing.Hook;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.job.RepeatedJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What this service tells is what its schemas say: the golden examples, and what is really written to the bus. */
@QuarkusTest
class EventContractsTest {

    private static final Path CONTRACTS = Path.of("src/main/resources/contracts");

    @Inject
    Bus bus;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    @Any
    Instance<RepeatedJob> jobs;

    static List<String> types() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".example.json"))
                    .map(name -> name.replace(".v1.example.json", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenExampleFollowsItsSchemaAndAnUnknownOrMissingFieldDoesNot(String type) throws IOException {
        String example = Files.readString(CONTRACTS.resolve(type + ".v1.example.json"));

        assertThat(errors(type, example)).isEmpty();
        assertThat(errors(type, example.replaceFirst("\\{", "{\"surprise\": 1,")))
                .isNotEmpty();
        assertThat(errors(type, "{}")).isNotEmpty();
    }

    @Test
    void everythingThatIsReallyToldFollowsTheSchemas() throws Exception {
        // Given a site that is down, then up, then gone, with a server that is changed and goes as well
        Scene scene = Scene.onPaper();
        assertThat(scene.diagnose().getString("health")).isEqualTo("DOWN");
        Map<String, Object> found = scene.body();
        found.put("url", RealSite.get().url() + "/");
        change("/sites/" + scene.site(), found);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        // And one change of each kind, as the golden examples have them
        List<String> changes =
                types().stream().filter(EventContractsTest::isChange).toList();
        assertThat(changes).hasSize(13);
        for (String type : changes) report(scene, type);
        fallSilentAndSpeakAgain(scene.connection());
        beVulnerable(scene.site());
        beWatched(scene.site());
        change("/servers/" + scene.server(), Scene.serverBody("c" + scene.server(), 3310));
        remove("/sites/" + scene.site());
        remove("/servers/" + scene.server());
        // When
        await().atMost(Scene.SOON)
                .until(() -> bus.told("site.removed", scene.site()).size() == 1
                        && bus.told("server.removed", scene.server()).size() == 1
                        && bus.told("site.up", scene.site()).size() == 1
                        && bus.told("connection.silent", scene.connection()).size() == 1
                        && bus.told("connection.heard", scene.connection()).size() == 1
                        && bus.told("site.php-changed", scene.site()).size() == 1);
        // Then
        List<Bus.Told> told = bus.told();
        assertThat(told.stream()
                        .filter(event -> Set.of(
                                        scene.site().toString(),
                                        scene.server().toString(),
                                        scene.connection().toString())
                                .contains(event.key()))
                        .map(event -> shortType(event.type())))
                .containsAll(types());
        for (Bus.Told event : told) {
            assertThat(errors(shortType(event.type()), event.data().toString()))
                    .as(event.type() + " " + event.data())
                    .isEmpty();
        }
    }

    private void fallSilentAndSpeakAgain(UUID connection) throws Exception {
        Hook hook = Hook.to(connection);
        String heartbeat = "{\"event\": \"heartbeat\", \"payload\": {}}";
        assertThat(hook.deliver(heartbeat).statusCode()).isEqualTo(202);
        try (Connection database = dataSource.getConnection();
                PreparedStatement longAgo = database.prepareStatement(
                        "update connection_pulse set heard_at = now() - interval '2 hours' where connection = ?")) {
            longAgo.setObject(1, connection);
            longAgo.executeUpdate();
        }
        // Twice: what was told once is not told again.
        for (RepeatedJob job : jobs) {
            if (!job.name().equals("silent-connections")) continue;
            job.run();
            job.run();
        }
        String silent = "/connections/" + connection;
        assertThat((String) operator().get(silent).path("silentSince")).isNotNull();
        assertThat(hook.deliver(heartbeat).statusCode()).isEqualTo(202);
        assertThat((String) operator().get(silent).path("silentSince")).isNull();
    }

    /** Monitors are off in tests: that one watched for a while some hours ago is written down for it. */
    private void beWatched(UUID site) throws Exception {
        try (Connection database = dataSource.getConnection();
                PreparedStatement known = database.prepareStatement("""
                        insert into monitor_hour (site, hour, watched, down)
                        select ?, h, tstzmultirange(tstzrange(h, h + interval '1 hour')), tstzmultirange(tstzrange(h, h + interval '9 minutes'))
                        from (select date_trunc('hour', now()) - interval '5 hours' as h)""")) {
            known.setObject(1, site);
            known.executeUpdate();
        }
        await().atMost(Scene.SOON).until(() -> bus.told("site.watched", site).size() == 1);
    }

    /** A site on paper has no files to be looked at: that it has a plugin is written down for it. */
    private void beVulnerable(UUID site) throws Exception {
        String plugin = "p" + site;
        try (Connection database = dataSource.getConnection();
                PreparedStatement known = database.prepareStatement("""
                        with i as (insert into inventory (site, state, cms, notes, looked_at) values (?, 'READ', 'WORDPRESS', '[]', now()))
                        insert into inventory_component (site, kind, slug, path, name, version, facts)
                        values (?, 'PLUGIN', ?, '', 'x', '1.0', '{}')""")) {
            known.setObject(1, site);
            known.setObject(2, site);
            known.setString(3, plugin);
            known.executeUpdate();
        }
        assertThat(Feed.some()
                        .imported("WORDFENCE_V3", Feed.of(Feed.record("r", plugin, "1.0", "1.1")))
                        .getString("state"))
                .isEqualTo("CURRENT");
        // It is told by a job of its own, for which the site must still be there.
        await().atMost(Scene.SOON.multipliedBy(4))
                .until(() -> bus.told("extension.vulnerable", site).size() == 1);
    }

    private static void report(Scene scene, String type) throws IOException {
        JsonPath example = JsonPath.from(Files.readString(CONTRACTS.resolve(type + ".v1.example.json")));
        panel(scene.connection())
                .contentType(STRUCTURED)
                .body(scene.event(
                        Ids.next().toString(),
                        type,
                        "{\"kind\": \"%s\", \"name\": \"%s\"}"
                                .formatted(example.getString("object.kind"), example.getString("object.name"))))
                .post("/change-events")
                .then()
                .statusCode(202);
    }

    private static boolean isChange(String type) {
        return type.endsWith("-changed") || type.startsWith("site.plugin-") || type.equals("site.cms-updated");
    }

    private static void change(String path, Map<String, Object> body) {
        system().header("If-Match", system().get(path).header("ETag"))
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private static void remove(String path) {
        system().header("If-Match", system().get(path).header("ETag"))
                .delete(path)
                .then()
                .statusCode(204);
    }

    private static String shortType(String type) {
        return type.substring("org.gardefou.".length()).replaceFirst("\\.v1$", "");
    }

    private static List<Error> errors(String type, String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONTRACTS.resolve(type + ".v1.schema.json")));
        return schema.validate(json, InputFormat.JSON);
    }
}
