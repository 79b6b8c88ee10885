package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.local.site.Breakage;
import org.gardefou.local.site.WordPressSite;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A real WordPress, really broken: what is told on the bus names health, cause, file, change and party. */
@QuarkusTest
class BreakagesTest {

    private static final String DATABASE = "{\"kind\": \"DATABASE\", \"name\": \"wp_site\"}";

    @Inject
    Bus bus;

    private final WordPressSite real = RealSite.get();

    @AfterEach
    void heal() {
        real.heal();
    }

    @Test
    void aHealthySiteIsHealthyAndNobodysFault() {
        JsonPath seen = Scene.of(real).diagnose();

        assertThat(seen.getString("health")).isEqualTo("HEALTHY");
        assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
        assertThat(seen.getMap("cause")).isNull();
        assertThat(seen.getList("findings.check", String.class))
                .contains(
                        "http.front-page",
                        "http.neighbours",
                        "database",
                        "files",
                        "log.php",
                        "log.web-server",
                        "php",
                        "storage");
        assertThat(seen.getList("couldNotCheck", Object.class)).isEmpty();
    }

    static Stream<Arguments> breakages() {
        return Stream.of(
                Arguments.of(
                        Breakage.PLUGIN_FATAL,
                        "site.plugin-updated",
                        "{\"kind\": \"PLUGIN\", \"name\": \"shop-turbo\", \"path\": \"wp-content/plugins/shop-turbo\"}",
                        "DOWN",
                        "PHP_UNDEFINED_FUNCTION_OR_CLASS",
                        "wp-content/plugins/shop-turbo/shop-turbo.php"),
                Arguments.of(
                        Breakage.DATABASE_PASSWORD,
                        "site.files-changed",
                        "{\"kind\": \"FILES\", \"name\": \"wp-config.php\", \"path\": \"wp-config.php\"}",
                        "DOWN",
                        "MYSQL_ACCESS_DENIED",
                        "wp-config.php"),
                Arguments.of(
                        Breakage.DROP_OPTIONS_TABLE,
                        "site.database-changed",
                        DATABASE,
                        "DOWN",
                        "MYSQL_TABLE_MISSING",
                        null),
                Arguments.of(
                        Breakage.DROP_POSTS_TABLE,
                        "site.database-changed",
                        DATABASE,
                        "DEGRADED",
                        "MYSQL_TABLE_MISSING",
                        null),
                Arguments.of(
                        Breakage.THEME_PARSE_ERROR,
                        "site.theme-changed",
                        "{\"kind\": \"THEME\", \"name\": \"twentytwentyone\", \"path\": \"wp-content/themes/twentytwentyone\"}",
                        "DOWN",
                        "PHP_PARSE_ERROR",
                        "wp-content/themes/twentytwentyone/functions.php"),
                Arguments.of(
                        Breakage.THEME_DELETED,
                        "site.files-changed",
                        "{\"kind\": \"FILES\", \"name\": \"twentytwentyone\", \"path\": \"wp-content/themes/twentytwentyone\"}",
                        "DOWN",
                        "WP_THEME_MISSING",
                        "wp-content/themes/twentytwentyone"),
                Arguments.of(Breakage.SITEURL, "site.database-changed", DATABASE, "DOWN", "WP_SITEURL_MISMATCH", null),
                Arguments.of(
                        Breakage.CORE_FILE,
                        "site.files-changed",
                        "{\"kind\": \"FILES\", \"name\": \"load.php\", \"path\": \"wp-includes/load.php\"}",
                        "DOWN",
                        "PHP_REQUIRE_MISSING",
                        "wp-includes/load.php"),
                Arguments.of(
                        Breakage.MAINTENANCE,
                        "site.files-changed",
                        "{\"kind\": \"FILES\", \"name\": \".maintenance\", \"path\": \".maintenance\"}",
                        "DOWN",
                        "WP_MAINTENANCE_STUCK",
                        ".maintenance"));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void aBreakageIsTiedToItsChange(
            Breakage breakage, String type, String object, String health, String signature, @Nullable String file) {
        // Given a site that was seen healthy
        Scene scene = Scene.of(real);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        // When its customer breaks it, and the panel says what was done
        UUID change = scene.change(type, object);
        real.breakBy(breakage);
        JsonPath seen = scene.diagnose();
        // Then
        assertThat(seen.getString("health")).isEqualTo(health);
        assertThat(seen.getString("cause.signature")).isEqualTo(signature);
        assertThat(seen.getString("cause.file")).isEqualTo(file);
        assertThat(seen.getString("cause.text.fr")).isNotBlank();
        assertThat(seen.getString("change.change")).isEqualTo(change.toString());
        assertThat(seen.getString("party")).isEqualTo("CUSTOMER_CHANGE");
        assertThat(seen.getDouble("confidence")).isBetween(0.8, 1.0);
        // And the bus is told the same
        await().atMost(Scene.SOON).until(() -> told(scene, seen.getString("id")).size() == 1);
        JsonNode told = told(scene, seen.getString("id")).getFirst().data();
        assertThat(told.path("health").asText()).isEqualTo(health);
        assertThat(told.path("cause").path("signature").asText()).isEqualTo(signature);
        assertThat(told.path("change").path("change").asText()).isEqualTo(change.toString());
        assertThat(told.path("party").asText()).isEqualTo("CUSTOMER_CHANGE");
        assertThat(told.path("reason").path("kind").asText()).isEqualTo("REQUESTED");
        assertThat(bus.told("site.down", scene.site())).hasSize(health.equals("DOWN") ? 1 : 0);
    }

    @Test
    void aFileThatCannotBeReadIsNotTakenForAMissingOne() throws IOException {
        // Given PHP that may not read its configuration, and says so before it says that the file could not be opened
        Scene scene = Scene.of(real);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        Path config = real.documentRoot().resolve("wp-config.php");
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(config);
        Files.setPosixFilePermissions(config, Set.of());
        try {
            real.reloadPhp();
            // When
            JsonPath seen = scene.diagnose();
            // Then
            assertThat(seen.getString("health")).isEqualTo("DOWN");
            assertThat(seen.getString("cause.signature")).isEqualTo("PHP_PERMISSION_DENIED");
            assertThat(seen.getString("cause.evidence")).contains("wp-config.php");
            assertThat(seen.getString("party")).isEqualTo("UNDETERMINED");
        } finally {
            Files.setPosixFilePermissions(config, before);
        }
    }

    @Test
    void aFolderInThePlaceOfTheConfigurationIsACauseOfItsOwn() throws IOException {
        // Given
        Scene scene = Scene.of(real);
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        Path config = real.documentRoot().resolve("wp-config.php");
        UUID change = scene.change(
                "site.files-changed",
                "{\"kind\": \"FILES\", \"name\": \"wp-config.php\", \"path\": \"wp-config.php\"}");
        Files.delete(config);
        Files.createDirectory(config);
        try {
            real.reloadPhp();
            // When
            JsonPath seen = scene.diagnose();
            // Then no check ends by an error of ours, and each says what is in its way
            assertThat(seen.getString("health")).isEqualTo("DOWN");
            assertThat(seen.getString("change.change")).isEqualTo(change.toString());
            assertThat(seen.getList("couldNotCheck.check", String.class))
                    .containsExactlyInAnyOrder("database", "http.neighbours");
            assertThat(seen.getString("couldNotCheck.find { it.check == 'database' }.reason.en"))
                    .contains("wp-config.php is not an ordinary file");
            assertThat(seen.getList("findings.findAll { it.check == 'files' }.text.en", String.class))
                    .singleElement()
                    .asString()
                    .contains("wp-config.php is not an ordinary file");
        } finally {
            Files.delete(config);
        }
    }

    @Test
    void aDatabaseServerThatIsNotTheHostersIsNotAsked() throws IOException {
        // Given a configuration that leads to somewhere else in the network
        Scene scene = Scene.of(real);
        Path config = real.documentRoot().resolve("wp-config.php");
        String before = Files.readString(config);
        String elsewhere = before.replaceFirst("'DB_HOST', *'[^']*'", "'DB_HOST', '127.0.0.1:9'");
        assertThat(elsewhere).isNotEqualTo(before);
        Files.writeString(config, elsewhere);
        real.reloadPhp();
        UUID change = scene.change(
                "site.files-changed",
                "{\"kind\": \"FILES\", \"name\": \"wp-config.php\", \"path\": \"wp-config.php\"}");
        // When
        JsonPath seen = scene.diagnose();
        // Then the platform is not blamed for a server that does not answer there
        assertThat(seen.getString("health")).isEqualTo("DOWN");
        assertThat(seen.getList("couldNotCheck.check", String.class)).containsOnlyOnce("database");
        assertThat(seen.getString("change.change")).isEqualTo(change.toString());
        assertThat(seen.getString("party")).isEqualTo("CUSTOMER_CHANGE");
    }

    private List<Bus.Told> told(Scene scene, String diagnosis) {
        return bus.told("site.diagnosed", scene.site()).stream()
                .filter(event -> event.data().path("diagnosis").asText().equals(diagnosis))
                .toList();
    }
}
