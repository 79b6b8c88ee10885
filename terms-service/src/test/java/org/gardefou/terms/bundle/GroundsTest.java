package org.gardefou.terms.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.bundle.Verifier.Verdict;
import org.gardefou.terms.ledger.Fact;
import org.gardefou.terms.ledger.Ledger;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Busy;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** A bundle has all that the contract stands on, whichever way it came under its terms, and a bundle that lacks some of it is incomplete. */
@QuarkusTest
class GroundsTest {

    private static final String LEGAL_DUTY = """
            {"ground": {"ground": "LEGAL_DUTY", "source": "Règlement (UE) 2022/2065", "name": "Claire Aubry", "reason": "En vigueur"}}""";
    private static final String DELIVERY =
            "{\"channel\": \"EMAIL\", \"evidenceSha256\": \"%s\"}".formatted("a".repeat(64));

    @Inject
    Bus bus;

    @Inject
    Ledger ledger;

    @Inject
    Packing packing;

    @Test
    void aVersionThatAResellerAcceptedByMandateIsThereWithTheMandateAndItsEnd() throws Exception {
        Scene scene = contracted();
        String first = scene.acceptance;
        UUID reseller = Ids.next();
        String mandate = Scene.created(customer(scene.customer)
                .body("""
                        {"agent": "%s", "scopes": ["ACCEPT_TERMS"], "evidenceSha256": "%s"}""".formatted(reseller, "b".repeat(64)))
                .post("/mandates"));
        String version = published(scene);
        scene.version = version;
        String second = Scene.created(customer(reseller)
                .body(scene.acceptanceBody(scene.renditionSha256("fr"), List.of(scene.contract))
                        .replaceFirst("\\{", "{\"customer\": \"%s\", ".formatted(scene.customer)))
                .post("/acceptances"));
        customer(scene.customer)
                .post("/mandates/" + mandate + "/revocation")
                .then()
                .statusCode(200);
        UUID broken = broken(scene);
        seal();

        for (Map.Entry<String, UUID> about : Map.of(
                        "sites", scene.site, "contracts", UUID.fromString(scene.contract), "cases", broken)
                .entrySet()) {
            byte[] bundle = bundle(about.getKey(), about.getValue());
            good(bundle);
            assertThat(Forgery.of(bundle).text("ledger/entries.jsonl"))
                    .as(about.getKey())
                    .contains("contract.changed", "terms.change-announced", "mandate.given", "mandate.revoked")
                    .contains(first, second, mandate);
            assertThat(Forgery.of(bundle).files().keySet())
                    .contains(text(version, "json"), text(version, "fr.html"), text(version, "en.html"));
            incomplete(bundle, "mandate.given", mandate);
            incomplete(bundle, "acceptance.recorded", first);
        }
    }

    @Test
    void aVersionThatAppliesByNoticeIsThereWithWhatTheCustomerWasTold() throws Exception {
        Scene scene = contracted();
        String version = published(scene);
        String notice = notice(scene, version);
        system().body(DELIVERY)
                .post("/change-notices/" + notice + "/delivery")
                .then()
                .statusCode(200);
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(1));
        UUID broken = broken(scene);
        seal();

        byte[] bundle = bundle("cases", broken);

        good(bundle);
        assertThat(Forgery.of(bundle).text("ledger/entries.jsonl"))
                .contains("contract.activated", "contract.changed", "terms.change-announced", "terms.change-delivered")
                .contains(notice, scene.acceptance);
        incomplete(bundle, "terms.change-announced", notice);
        incomplete(bundle, "terms.published", scene.version);
        String page = text(version, "en.html");
        assertThat(verdict(signed(Forgery.of(bundle).without(page)))).satisfies(lacking -> {
            assertThat(lacking.exitCode()).isEqualTo(2);
            assertThat(lacking.said()).contains(page);
        });
        assertThat(verdict(signed(Forgery.of(bundle).change(page, text -> text.replaceFirst("<h1", "<h1 id=\"x\"")))))
                .satisfies(changed -> {
                    assertThat(changed.exitCode()).isEqualTo(1);
                    assertThat(changed.said()).contains(page);
                });
    }

    @Test
    void whatWasAcceptedElsewhereIsThereAsSuch() throws Exception {
        Scene scene = new Scene(bus).publish().registerSite();
        scene.acceptance = operator()
                .body("""
                        {"source": "whmcs", "items": [
                          {"reference": "order-%s", "customer": "%s", "version": "%s", "locale": "fr", "at": "2023-04-05T09:12:00Z",
                           "evidence": {"kind": "DATABASE_RECORD", "note": "tblorders"}}]}""".formatted(Ids.next(), scene.customer, scene.version))
                .post("/acceptance-imports")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].acceptance");
        scene.contract();
        seal();

        byte[] bundle = bundle("contracts", UUID.fromString(scene.contract));

        good(bundle);
        assertThat(Forgery.of(bundle).text("ledger/entries.jsonl")).contains("acceptance.imported", scene.acceptance);
        assertThat(Forgery.of(bundle).files().keySet()).contains(text(scene.version, "json"));
        incomplete(bundle, "acceptance.imported", scene.acceptance);
        byte[] told = system().get("/evidence-bundles/contracts/" + scene.contract + "?personal=true")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        good(told);
        assertThat(verdict(told).said()).contains("2 personal values are committed to, 2 of them are told");
        assertThat(Forgery.of(told).text("personal/values.jsonl")).contains("tblorders");
    }

    /** Who asks for what the answer would be is sent nothing, and nothing was to be left of it either. */
    @Test
    void nothingIsLeftOfABundleThatWasSentOrOnlyAskedAbout() throws IOException {
        Scene scene = new Scene(bus).registerSite();
        seal();
        Set<Path> before = parcels();

        system().head("/evidence-bundles/sites/" + scene.site).then().statusCode(200);
        bundle("sites", scene.site);

        await().atMost(Scene.SOON).until(() -> before.containsAll(parcels()));
    }

    @Test
    void aFewArePackedAtOnceAndWhoAsksForMoreComesBack() {
        Scene scene = new Scene(bus).registerSite();
        seal();
        try (Busy _ = new Busy(work -> packing.pack(() -> {
            work.run();
            throw new IllegalStateException("Nothing comes of it");
        }))) {
            system().get("/evidence-bundles/sites/" + scene.site)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue());
        }

        bundle("sites", scene.site);
    }

    private static Set<Path> parcels() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("garde-fou-bundle-"))
                    .collect(Collectors.toSet());
        }
    }

    private Scene contracted() {
        return new Scene(bus).publish().accept().registerSite().contract();
    }

    /** A version that keeps less of the promise, and is in force at once. */
    private static String published(Scene scene) {
        scene.promise("PT24H", "PT72H");
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(draft, LEGAL_DUTY).then().statusCode(200);
        return draft;
    }

    private static String notice(Scene scene, String version) {
        String path = "/change-notices?contract=" + scene.contract + "&version=" + version;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(path).<List<?>>path("items").isEmpty());
        return system().get(path).path("items[0].id");
    }

    /** The site breaks, and there is a case of it. */
    private UUID broken(Scene scene) {
        UUID diagnosis = Ids.next();
        UUID opened = Ids.next();
        QuarkusTransaction.requiringNew().run(() -> {
            fact(scene, "site.diagnosed", Map.of("diagnosis", diagnosis));
            fact(scene, "case.opened", Map.of("case", opened, "diagnosis", diagnosis));
        });
        return opened;
    }

    private void fact(Scene scene, String kind, Map<String, Object> data) {
        ledger.append(new Fact(kind, Instant.now(), scene.site, scene.customer, data));
    }

    private static void good(byte[] bundle) throws Exception {
        assertThat(verdict(bundle))
                .satisfies(verdict ->
                        assertThat(verdict.exitCode()).as(verdict.said()).isZero());
        assertThat(Verifier.python(bundle, key()))
                .satisfies(second ->
                        assertThat(second.exitCode()).as(second.said()).isZero());
    }

    /** Signed again without the entries of a kind, it is found out by both. */
    private static void incomplete(byte[] bundle, String kind, String missing) throws Exception {
        byte[] lacking = signed(Forgery.of(bundle).withoutEntries(kind));
        assertThat(verdict(lacking)).satisfies(verdict -> {
            assertThat(verdict.exitCode()).as(verdict.said()).isEqualTo(2);
            assertThat(verdict.said()).contains(missing);
        });
        assertThat(Verifier.python(lacking, key())).satisfies(second -> {
            assertThat(second.said()).contains(missing);
            assertThat(second.exitCode()).isEqualTo(1);
        });
    }

    private static byte[] signed(Forgery forgery) throws Exception {
        return forgery.signed(Keys.own());
    }

    private static String key() throws Exception {
        return Keys.own().id();
    }

    private static Verdict verdict(byte[] bundle) throws Exception {
        return Verifier.terms(bundle, "--trust", key());
    }

    private static String text(String version, String ending) {
        return "terms/" + version + "." + ending;
    }

    private static byte[] bundle(String about, UUID id) {
        Response answer = system().get("/evidence-bundles/" + about + "/" + id);
        return answer.then().statusCode(200).extract().asByteArray();
    }

    /** The scheduled one may have been quicker. */
    private static void seal() {
        assertThat(system().post("/checkpoints").statusCode()).isIn(200, 201);
        anybody().get("/checkpoints/latest").then().statusCode(200);
    }
}
