package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.diagnostics.testing.Client.BATCH;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.gardefou.diagnostics.testing.Client.operator;
import static org.gardefou.diagnostics.testing.Client.panel;
import static org.gardefou.diagnostics.testing.Client.refused;
import static org.gardefou.diagnostics.testing.Client.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.gardefou.diagnostics.testing.Bus;
import org.gardefou.diagnostics.testing.RealSite;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.Breakage;
import org.gardefou.local.site.WordPressSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say that the hoster changed a site: its operators, its systems, and panels that were made to vouch for it. */
@QuarkusTest
class ActorsTest {

    private static final String TYPE = "site.plugin-updated";
    private static final String OBJECT =
            "{\"kind\": \"PLUGIN\", \"name\": \"shop-turbo\", \"path\": \"wp-content/plugins/shop-turbo\"}";

    @Inject
    Bus bus;

    @ParameterizedTest
    @CsvSource({"WORDPRESS, STAFF", "WORDPRESS, AUTOMATION", "OTHER, STAFF", "CPANEL, AUTOMATION"})
    void ofAPanelThatDoesNotVouchTheClaimIsKeptAndDoesNotCount(String kind, String actor) {
        Scene scene = Scene.onPaper().spokenForBy(Scene.connection(kind, false));

        UUID change = scene.change(panel(scene.connection()), actor, TYPE, OBJECT);

        JsonPath stored =
                customer(scene.customer()).get("/site-changes/" + change).jsonPath();
        assertThat(stored.getString("actor.kind")).isEqualTo("UNKNOWN");
        assertThat(stored.getString("actor.claimed")).isEqualTo(actor);
        assertThat(stored.getString("actor.id")).isEqualTo("webmaster");
        // And so are the other services told
        await().atMost(Scene.SOON).until(() -> bus.told(TYPE, scene.site()).size() == 1);
        JsonNode told = bus.told(TYPE, scene.site()).getFirst().data().path("actor");
        assertThat(told.path("kind").asText()).isEqualTo("UNKNOWN");
        assertThat(told.path("claimed").asText()).isEqualTo(actor);
    }

    @Test
    void norDoesItInABatch() {
        Scene scene = Scene.onPaper().spokenForBy(Scene.connection("WORDPRESS", false));
        String event = scene.event(Ids.next().toString(), TYPE, OBJECT).replace("CUSTOMER", "STAFF");

        String id = panel(scene.connection())
                .contentType(BATCH)
                .body("[" + event + "]")
                .post("/change-events")
                .then()
                .statusCode(200)
                .extract()
                .path("[0].id");

        assertThat(actor(scene, UUID.fromString(id))).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER", "UNKNOWN"})
    void whatIsNotToTheHostersDebitEverybodyMaySay(String actor) {
        Scene scene = Scene.onPaper().spokenForBy(Scene.connection("WORDPRESS", false));

        UUID change = scene.change(panel(scene.connection()), actor, TYPE, OBJECT);

        assertThat(actor(scene, change)).isEqualTo(actor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAFF", "AUTOMATION"})
    void theHostersOwnAreBelieved(String actor) {
        Scene scene = Scene.onPaper().spokenForBy(Scene.connection("CPANEL", true));

        assertThat(actor(scene, scene.change(panel(scene.connection()), actor, TYPE, OBJECT)))
                .isEqualTo(actor);
        assertThat(actor(scene, scene.change(system(), actor, TYPE, OBJECT))).isEqualTo(actor);
        assertThat(actor(scene, scene.change(operator(), actor, TYPE, OBJECT))).isEqualTo(actor);
    }

    @Test
    void nobodyClaimsInOurNameWhatWasClaimed() {
        Scene scene = Scene.onPaper();
        String event =
                scene.event(Ids.next().toString()).replace("\"CUSTOMER\"", "\"UNKNOWN\", \"claimed\": \"STAFF\"");

        refused(
                panel(scene.connection())
                        .contentType(org.gardefou.diagnostics.testing.Client.STRUCTURED)
                        .body(event)
                        .post("/change-events"),
                400,
                "unknown-field");
    }

    @Test
    void aWordPressIsNeverMadeToVouch() {
        refused(
                operator()
                        .body("{\"name\": \"blog\", \"kind\": \"WORDPRESS\", \"vouchesForHoster\": true}")
                        .post("/connections"),
                400,
                null);
        UUID plain = Scene.connection("WORDPRESS", false);
        assertThat(operator().get("/connections/" + plain).jsonPath().getBoolean("vouchesForHoster"))
                .isFalse();
    }

    /** The panel's site is asked about before, so that what is remembered of it would show. */
    @Test
    void whatIsBelievedOfAPanelCanBeChangedAndWhatItSaidBeforeStays() {
        Scene scene = Scene.onPaper().spokenForBy(Scene.connection("CPANEL", true));
        String path = "/connections/" + scene.connection();
        UUID before = scene.change(panel(scene.connection()), "STAFF", TYPE, OBJECT);
        String tag = operator().get(path).header("ETag");

        Response changed = operator()
                .header("If-Match", tag)
                .body("{\"name\": \"cPanel, given away\", \"vouchesForHoster\": false}")
                .put(path);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.jsonPath().getBoolean("vouchesForHoster")).isFalse();
        assertThat(changed.jsonPath().getString("kind")).isEqualTo("CPANEL");
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(actor(scene, scene.change(panel(scene.connection()), "STAFF", TYPE, OBJECT)))
                .isEqualTo("UNKNOWN");
        assertThat(actor(scene, before)).isEqualTo("STAFF");
        Map<String, Object> audited = operator()
                .get("/audit?resourceId=" + scene.connection())
                .jsonPath()
                .getMap("items.find { it.action == 'connection.changed' }");
        assertThat(audited).extractingByKey("before").hasFieldOrPropertyWithValue("vouchesForHoster", true);
        assertThat(audited).extractingByKey("after").hasFieldOrPropertyWithValue("vouchesForHoster", false);

        // And back, for whom it is given again
        operator()
                .header("If-Match", changed.header("ETag"))
                .body("{\"name\": \"cPanel\", \"vouchesForHoster\": true}")
                .put(path)
                .then()
                .statusCode(200);
        assertThat(actor(scene, scene.change(panel(scene.connection()), "STAFF", TYPE, OBJECT)))
                .isEqualTo("STAFF");
    }

    @Test
    void aConnectionIsChangedOnlyByWhoSawItAndNeverAgainstItsKind() {
        UUID wordPress = Scene.connection("WORDPRESS", false);
        String path = "/connections/" + wordPress;
        String vouching = "{\"name\": \"blog\", \"vouchesForHoster\": true}";

        refused(operator().header("If-Match", "*").body(vouching).put(path), 422, "unprocessable");
        refused(operator().body(vouching).put(path), 428, null);
        refused(operator().header("If-Match", "\"7\"").body(vouching).put(path), 412, null);
        refused(
                operator()
                        .header("If-Match", "*")
                        .body("{\"name\": \"blog\", \"kind\": \"CPANEL\"}")
                        .put(path),
                400,
                "unknown-field");
        refused(operator().header("If-Match", "*").body(vouching).put("/connections/" + Ids.next()), 404, null);
        assertThat(system().header("If-Match", "*").body(vouching).put(path).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"WORDPRESS, false, UNDETERMINED", "CPANEL, false, UNDETERMINED", "CPANEL, true, PLATFORM"})
    void aBreakageThatFollowsAClaimedActOfTheHosterIsItsPartOnlyWhereTheClaimCounts(
            String kind, boolean vouches, String party) {
        WordPressSite real = RealSite.get();
        Scene scene = Scene.of(real).spokenForBy(Scene.connection(kind, vouches));
        assertThat(scene.diagnose().getString("health")).isEqualTo("HEALTHY");
        try {
            UUID change = scene.change(panel(scene.connection()), "STAFF", TYPE, OBJECT);
            real.breakBy(Breakage.PLUGIN_FATAL);

            JsonPath seen = scene.diagnose();

            assertThat(seen.getString("change.change")).isEqualTo(change.toString());
            assertThat(seen.getString("party")).isEqualTo(party);
            assertThat(seen.getMap("settledBy") == null).isEqualTo(vouches);
        } finally {
            real.heal();
        }
    }

    private static String actor(Scene scene, UUID change) {
        return customer(scene.customer()).get("/site-changes/" + change).path("actor.kind");
    }
}
