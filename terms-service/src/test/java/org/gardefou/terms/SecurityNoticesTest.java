package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Scene.SOON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Insecure extensions: reported by the hoster's systems and panels, or by what a change says itself. */
@QuarkusTest
class SecurityNoticesTest {

    @Inject
    Bus bus;

    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void aKnownHoleWarnsTheCustomerAndSaysWhatToDoAndWhosePartItIs() {
        String notice = reported("RAISED", "shop-turbo", "1.0", "VULNERABLE", "HIGH", "1.1");

        customer(scene.customer)
                .get("/risk-notices/" + notice)
                .then()
                .statusCode(200)
                .body("kind", equalTo("SECURITY"))
                .body("level", equalTo("DANGER"))
                .body("state", equalTo("DELIVERED"))
                .body("clause.code", equalTo("C17"))
                .body("clause.version", equalTo(scene.version))
                .body("facts.reference", contains("CVE-2026-12345"))
                .body("text.title.fr", equalTo("Faille connue dans une extension : shop-turbo 1.0"))
                .body("text.after.fr", startsWith("Mettez l'extension à jour vers la version 1.1 ou une plus récente."))
                .body("text.duty.en", equalTo("It is your part to put this right (clause C17 of your terms)."))
                .body("text.help.fr", containsString("90,00"))
                .body("text.help.fr", containsString("C19"));
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("state", equalTo("ACKNOWLEDGED"));
        for (String step : List.of("raised", "delivered", "acknowledged"))
            await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("security-notice." + step, scene.site))
                    .hasSize(1));
        // The ledger has no name that came from outside
        assertThat(system().get("/evidence?limit=200&site=" + scene.site).asString())
                .contains("security-notice.raised", "security-notice.acknowledged")
                .doesNotContain("shop-turbo", "CVE-2026-12345");
    }

    @Test
    void whatAFeedSaysOfAnExtensionOnTheDiskIsToldOnce() {
        ObjectNode found = bus.example("diagnostics", "extension.vulnerable");
        found.put("site", scene.site.toString());
        found.put("customer", scene.customer.toString());
        bus.send("gardefou.diagnoses", "extension.vulnerable", found);
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("security-notice.raised", scene.site))
                .hasSize(1));

        // It stands: a panel that reports the same tells nothing new.
        String notice = reported("KNOWN", "shop-turbo", "1.0", "VULNERABLE", "HIGH", "1.1");
        system().get("/risk-notices/" + notice)
                .then()
                .body("facts.source", contains("wordfence"))
                .body("facts.reference", contains("CVE-2026-12345"));
    }

    @Test
    void findingsThatComeTogetherMakeOneNoticeAndNoneIsToldTwice() {
        String notice = reported("RAISED", "shop-turbo", "1.0", "OUTDATED", "LOW", null);
        assertThat(reported("JOINED", "gallery", "2.0", "NULLED", null, null)).isEqualTo(notice);
        assertThat(reported("KNOWN", "Shop-Turbo", "1.0", "OUTDATED", "CRITICAL", null))
                .isEqualTo(notice);

        system().get("/risk-notices/" + notice)
                .then()
                .body("level", equalTo("DANGER"))
                .body("changeCount", equalTo(2))
                .body("facts.fact", contains("NULLED", "OUTDATED"))
                .body("text.title.fr", equalTo("2 constats de sécurité : gallery 2.0, shop-turbo 1.0"));
        // Another version, or another fact, is another finding; after an acknowledgement it makes a notice of its own
        customer(scene.customer)
                .body("{}")
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(200);
        assertThat(reported("KNOWN", "gallery", "2.0", "NULLED", null, null)).isEqualTo(notice);
        assertThat(reported("RAISED", "gallery", "2.0", "VULNERABLE", null, null))
                .isNotEqualTo(notice);
    }

    @Test
    void itIsOverWhenTheExtensionWasMendedOrRemoved() {
        String hole = reported("RAISED", "shop-turbo", "1.0", "VULNERABLE", "HIGH", "1.5");
        reported("JOINED", "gallery", "2.0", "CLOSED", null, null);

        change("site.plugin-updated", "shop-turbo", "{\"version\": \"1.4\"}");
        change("site.plugin-updated", "gallery", "{\"version\": \"2.1\"}");
        state(hole, "RAISED");
        change("site.plugin-updated", "Shop-Turbo", "{\"version\": \"1.5\"}");
        state(hole, "RAISED");
        change("site.plugin-removed", "gallery", "{}");

        await().atMost(SOON).untilAsserted(() -> state(hole, "EXPIRED"));
        system().get("/risk-notices/" + hole).then().body("expiredBecause", equalTo("RESOLVED"));
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("security-notice.expired", scene.site))
                .hasSize(1));
        // Found again, it is told again
        reported("RAISED", "gallery", "2.0", "CLOSED", null, null);
    }

    @Test
    void whatTheReportOfAChangeSaysOfTheExtensionIsTold() {
        change(
                "site.plugin-installed",
                "gallery-pro",
                "{\"version\": \"3.0\", \"origin\": \"unknown\", \"vulnerable\": true, \"severity\": \"critical\"}");
        change("site.plugin-installed", "honest", "{\"version\": \"1.0\", \"origin\": \"wordpress.org\"}");

        assertThat(securityNotices()).hasSize(1);
        system().get("/risk-notices/" + securityNotices().getFirst())
                .then()
                .body("facts.fact", contains("UNTRUSTED", "VULNERABLE"))
                .body("facts.extension", contains("gallery-pro", "gallery-pro"))
                .body("level", equalTo("DANGER"));
    }

    @Test
    void severalSitesAreToldAtOnceAndForeignOnesAreNot() {
        Scene other = new Scene(bus).registerSite();
        UUID unknown = Ids.next();

        List<String> outcomes = post(
                        system(), List.of(scene.site, other.site, unknown), "shop-turbo", "1.0", "CLOSED", null, null)
                .getList("items.sort { it.outcome }.outcome");
        assertThat(outcomes).containsExactly("RAISED", "RAISED", "UNKNOWN_SITE");

        outcomes = post(panel(scene.connection), List.of(scene.site, other.site), "other", "1.0", "CLOSED", null, null)
                .getList("items.sort { it.outcome }.outcome");
        assertThat(outcomes).containsExactly("JOINED", "UNKNOWN_SITE");
        body(panel(Ids.next()), List.of(scene.site), "other", "1.0", "CLOSED", null, null)
                .post("/security-notices")
                .then()
                .statusCode(409);
        body(customer(scene.customer), List.of(scene.site), "other", "1.0", "CLOSED", null, null)
                .post("/security-notices")
                .then()
                .statusCode(403);
        operator().body("{}").post("/security-notices").then().statusCode(400);
    }

    @Test
    void reportersAtTheSameTimeMakeOneNotice() throws Exception {
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 12; i++) {
                String extension = "plugin-" + i % 6;
                done.add(threads.submit(
                        () -> post(system(), List.of(scene.site), extension, "1.0", "OUTDATED", null, null)));
            }
            for (Future<?> one : done) one.get();
        }

        assertThat(securityNotices()).hasSize(1);
        system().get("/risk-notices/" + securityNotices().getFirst()).then().body("changeCount", equalTo(6));
    }

    private String reported(
            String outcome,
            String extension,
            String version,
            String fact,
            @Nullable String severity,
            @Nullable String fixedIn) {
        JsonPath answer = post(system(), List.of(scene.site), extension, version, fact, severity, fixedIn);
        assertThat(answer.getString("items[0].outcome")).isEqualTo(outcome);
        return answer.getString("items[0].notice");
    }

    private static JsonPath post(
            RequestSpecification caller,
            List<UUID> sites,
            String extension,
            String version,
            String fact,
            @Nullable String severity,
            @Nullable String fixedIn) {
        return body(caller, sites, extension, version, fact, severity, fixedIn)
                .post("/security-notices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification body(
            RequestSpecification caller,
            List<UUID> sites,
            String extension,
            String version,
            String fact,
            @Nullable String severity,
            @Nullable String fixedIn) {
        String ids = sites.stream().map(id -> '"' + id.toString() + '"').collect(Collectors.joining(","));
        return caller.body("""
                {"sites": [%s], "extension": {"kind": "PLUGIN", "name": "%s", "version": "%s"}, "fact": "%s", %s %s
                 "source": {"name": "scan", "reference": "CVE-2026-12345"}}""".formatted(
                        ids,
                        extension,
                        version,
                        fact,
                        severity == null ? "" : "\"severity\": \"" + severity + "\",",
                        fixedIn == null ? "" : "\"fixedIn\": \"" + fixedIn + "\","));
    }

    private List<String> securityNotices() {
        return system().get("/risk-notices?kind=SECURITY&site=" + scene.site)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private void state(String notice, String state) {
        system().get("/risk-notices/" + notice).then().body("state", equalTo(state));
    }

    /** A change that is known of when this returns. */
    private void change(String type, String name, String after) {
        UUID change = Ids.next();
        ObjectNode event = scene.changeEvent(type, change);
        ((ObjectNode) event.get("object")).put("name", name);
        event.set("after", read(after));
        bus.send("gardefou.site-changes", type, event);
        scene.notice(change);
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
