package org.gardefou.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.local.demo.SiteChanges.Change;
import org.gardefou.local.demo.Story;
import org.gardefou.local.site.Breakage;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other ways to break a site: each is diagnosed with its own cause, tied to its change, and restored. */
@Order(2)
@ExtendWith(OneWorld.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakagesTest {

    private final World world;

    BreakagesTest(World world) {
        this.world = world;
    }

    static Stream<Arguments> breakages() {
        return Stream.of(
                Arguments.of(
                        Breakage.DATABASE_PASSWORD,
                        Change.filesChanged("wp-config.php"),
                        "MYSQL_ACCESS_DENIED",
                        "wp-config.php"),
                Arguments.of(
                        Breakage.DROP_POSTS_TABLE,
                        Change.databaseChanged("wp_site"),
                        "MYSQL_TABLE_MISSING",
                        "wp_posts"),
                Arguments.of(
                        Breakage.DROP_OPTIONS_TABLE,
                        Change.databaseChanged("wp_site"),
                        "MYSQL_TABLE_MISSING",
                        "wp_options"),
                Arguments.of(
                        Breakage.THEME_PARSE_ERROR,
                        Change.themeChanged("twentytwentyone"),
                        "PHP_PARSE_ERROR",
                        "wp-content/themes/twentytwentyone/functions.php"));
    }

    @ParameterizedTest
    @MethodSource("breakages")
    void aBreakageIsDiagnosedTiedToItsChangeAndRestored(
            Breakage breakage, Change reported, String signature, String named) {
        WordPressSite site = world.site();
        Story story = world.wellStory();
        JsonNode good = story.protection().backUp("Before " + breakage);
        Fingerprint before = site.fingerprint();

        UUID change = story.tellOf(reported);
        story.protection().safety(change);
        site.breakBy(breakage);
        assertThat(before.differencesTo(site.fingerprint())).isNotEmpty();
        JsonNode verdict = story.trouble().diagnose();

        assertThat(verdict.path("health").asText()).isIn("DOWN", "DEGRADED");
        assertThat(verdict.path("cause").path("signature").asText()).isEqualTo(signature);
        assertThat(verdict.toString()).contains(named);
        assertThat(verdict.path("change").path("change").asText()).isEqualTo(change.toString());
        assertThat(verdict.path("party").asText()).isEqualTo("CUSTOMER_CHANGE");
        assertThat(verdict.path("confidence").asDouble()).isGreaterThanOrEqualTo(0.6);

        JsonNode advice = story.recovery().advice("BEFORE_THE_CHANGE");
        assertThat(advice.path("recommended").asText())
                .isEqualTo(good.path("id").asText());
        JsonNode restore = story.recovery()
                .restore(UUID.fromString(advice.path("recommended").asText()));

        assertThat(restore.path("state").asText()).as(restore.toString()).isEqualTo("COMPLETED");
        assertThat(before.differencesTo(site.fingerprint())).isEmpty();
        assertThat(site.observe("/").shows(site.marker())).isTrue();
    }
}
