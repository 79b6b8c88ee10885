package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.page.Pages.accept;
import static org.gardefou.terms.page.Pages.acceptance;
import static org.gardefou.terms.page.Pages.browser;
import static org.gardefou.terms.page.Pages.get;
import static org.gardefou.terms.page.Pages.hidden;
import static org.gardefou.terms.page.Pages.link;
import static org.gardefou.terms.page.Pages.send;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.HeldRow;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** The hosted pages without a browser: what they record, and what they refuse. */
@QuarkusTest
class PageTest {

    private static final String[] ALL = {"backups", "changes", "security"};

    @Inject
    Bus bus;

    @Inject
    LinkSweep sweep;

    @Test
    void whatIsAcceptedOnThePageIsWhatThePageSent() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(
                scene, ", \"order\": true, \"session\": \"a81f\", \"sentTo\": \"camille.martin@example.org\""));
        String html = get(page)
                .then()
                .statusCode(200)
                .header("Content-Language", "fr")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"))
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("form-action 'self'"),
                                containsString("frame-ancestors https://panel.hebergeur.example"),
                                not(containsString("unsafe"))))
                .body(containsString("Commande avec obligation de paiement"))
                .body(not(containsString(" checked")))
                .body(not(containsString("<script")))
                .extract()
                .asString();
        byte[] text = get(page + "/text/fr").then().statusCode(200).extract().asByteArray();

        assertThat(Canonical.sha256(text)).isEqualTo(hidden(html)).isEqualTo(scene.renditionSha256("fr"));
        send(page, "fr", hidden(html), ALL).then().statusCode(303).header("Location", containsString(page));

        String id = system().get("/acceptances?customer=" + scene.customer)
                .then()
                .body("items", hasSize(1))
                .body("items[0].provenance", equalTo("HOSTED_PAGE"))
                .body("items[0].version", equalTo(scene.version))
                .body("items[0].renditionSha256", equalTo(hidden(html)))
                .body("items[0].buttonText", equalTo("Commande avec obligation de paiement"))
                .body("items[0].orders", equalTo(true))
                .body("items[0].boxes", hasSize(3))
                .body("items[0].boxes[0]", containsString("(articles C11, C12, C14)"))
                .body("items[0].by.name", equalTo("Camille Martin"))
                .body("items[0].ip", equalTo("192.0.2.44"))
                .body("items[0].userAgent", equalTo("Mozilla/5.0 (X11; Linux x86_64)"))
                .body("items[0].recordedBy", equalTo("SYSTEM"))
                .body("items[0].page.vouchedBy", notNullValue())
                .body("items[0].page.sentTo", equalTo("camille.martin@example.org"))
                .extract()
                .path("items[0].id");
        system().get("/gate?audience=CONSUMER&plan=" + scene.plan + "&customer=" + scene.customer)
                .then()
                .body("allowed", equalTo(true))
                .body("orderButton", nullValue())
                .body("acceptance", equalTo(id));
        operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body("items.kind", hasItem("page-link.made"))
                .body("items.kind", hasItem("terms-text.displayed"))
                .body("items.kind", hasItem("page-link.used"))
                .body(
                        "items.find { it.kind == 'acceptance.recorded' }.body.data.commitments.keySet()",
                        hasItems("session", "vouchedBy", "sentTo"))
                .body("items.find { it.kind == 'acceptance.recorded' }.body.data.provenance", equalTo("HOSTED_PAGE"));

        // The page is a receipt from now on, and what was accepted can be fetched once more
        get(page)
                .then()
                .statusCode(200)
                .body(containsString("C&#39;est accepté"))
                .body(containsString(id));
        assertThat(get(page + "/download/fr")
                        .then()
                        .header("Content-Disposition", containsString("attachment"))
                        .extract()
                        .asByteArray())
                .isEqualTo(text);
    }

    @Test
    void aLinkServesOnceHoweverOftenItIsPressed() throws Exception {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));
        String sha256 = hidden(get(page).asString());
        get(page + "/text/fr");

        try (ExecutorService clicks = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = clicks.invokeAll(IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> send(page, "fr", sha256, ALL).statusCode())
                    .toList());
            for (Future<Integer> answer : answers) assertThat(answer.get()).isEqualTo(303);
        }
        send(page, "fr", sha256).then().statusCode(303);

        system().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(1));
    }

    @Test
    void whoTakesALinkBackWhileItIsUsedLeavesItUsed() throws Exception {
        Scene scene = Pages.published(bus).accept();
        String id = Scene.created(system().body(acceptance(scene, "")).post("/page-links"));
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
                HeldRow click = new HeldRow(
                        "page_link",
                        "update page_link set acceptance = '%s' where id = '%s'".formatted(scene.acceptance, id))) {
            Future<Response> revoked = others.submit(() -> system().post("/page-links/" + id + "/revocation"));
            click.awaitWaiting(1);
            click.letGo();

            revoked.get()
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("USED"))
                    .body("acceptance", equalTo(scene.acceptance));
        }
        system().get("/page-links/" + id).then().body("acceptance", equalTo(scene.acceptance));
    }

    @Test
    void aBoxThatIsNotTickedIsNamedAndTheOthersStayTicked() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));

        accept(page, "fr", "backups", "changes")
                .then()
                .statusCode(422)
                .body(containsString("<title>Erreur : "))
                .body(containsString("href=\"#box-security\""))
                .body(containsString("aria-describedby=\"box-security-wrong\""))
                .body(containsString("value=\"backups\" checked"))
                .body(not(containsString("value=\"security\" checked")));
        accept(page, "en", "nonsense").then().statusCode(422).body(containsString("<title>Error: "));

        system().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(0));
    }

    @Test
    void whoWasNotSentTheTextCannotHaveReadIt() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));
        String sha256 = hidden(get(page).asString());
        // Neither a look at the headers nor a browser that loads ahead shows anybody a text
        browser().head(page + "/text/fr").then().statusCode(200);
        browser().header("Sec-Purpose", "prefetch").get(page + "/text/fr");
        get(page + "/text/en");

        send(page, "fr", sha256, ALL).then().statusCode(409).body(containsString("Le texte ne s&#39;est pas affiché"));

        get(page + "/text/fr");
        send(page, "fr", sha256, ALL).then().statusCode(303);
    }

    @Test
    void aVersionThatIsReplacedMeanwhileIsNotAccepted() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));
        String before = hidden(get(page).asString());
        get(page + "/text/fr");
        String next = Pages.next(scene);

        String html = send(page, "fr", before, ALL)
                .then()
                .statusCode(409)
                .body(containsString("n&#39;est plus le même"))
                .extract()
                .asString();
        system().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(0));

        assertThat(hidden(html)).isNotEqualTo(before);
        get(page + "/text/fr");
        send(page, "fr", hidden(html), ALL).then().statusCode(303);
        system().get("/acceptances?customer=" + scene.customer).then().body("items[0].version", equalTo(next));
    }

    @Test
    void whoAcceptedAnEarlierVersionIsToldWhatChanges() {
        Scene scene = Pages.published(bus).accept();
        String next = Pages.next(scene);
        String page = link(acceptance(scene, ""));

        get(page)
                .then()
                .body(containsString("Ce qui change pour vous"))
                .body(containsString("Depuis la version 1"))
                .body(containsString("<li>C11 · "))
                .body(containsString("24 heures devient 3 jours"))
                .body(containsString(
                        "/terms/legal/versions/%s/differences?lang=fr&amp;from=%s".formatted(next, scene.version)));
        get("/terms/legal/versions/%s/differences?lang=fr&from=%s".formatted(next, scene.version))
                .then()
                .statusCode(200)
                .body(containsString("<ins>"));
    }

    @Test
    void aLinkThatExpiredOrWasTakenBackServesNothing() throws SQLException {
        Scene scene = Pages.published(bus);
        String brief = link(acceptance(scene, ""));
        String sha256 = hidden(get(brief).asString());
        get(brief + "/text/fr").then().statusCode(200);
        expire(brief);
        get(brief).then().body(containsString("Ce lien a expiré"));
        get(brief + "?lang=en").then().body(containsString("This link has expired"));
        send(brief, "fr", sha256, ALL).then().statusCode(410);
        get(brief + "/text/fr").then().statusCode(410);

        Response made = system().body(acceptance(scene, "")).post("/page-links");
        String page = made.path("href");
        String id = made.path("id");
        get(page + "/text/fr");
        system().post("/page-links/" + id + "/revocation")
                .then()
                .statusCode(200)
                .body("state", equalTo("REVOKED"));
        get(page).then().statusCode(410).body(containsString("a été retiré"));
        send(page, "fr", sha256, ALL).then().statusCode(410);
        system().post("/page-links/" + id + "/revocation").then().statusCode(200);
        system().get("/page-links/" + id).then().body("href", nullValue()).body("revokedAt", notNullValue());

        system().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(0));
    }

    @Test
    void aTokenIsNeitherGuessedNorOfAnyOtherUse() {
        Scene scene = Pages.published(bus).registerSite();
        String page = link(acceptance(scene, ""));
        String warnings = link(Pages.notices(scene, ""));
        for (String guess : List.of(
                "x", "A".repeat(43), "..%2f..%2fv1", "%00", page.substring(0, page.length() - 1) + "_", "' or 1=1"))
            get(guess.startsWith("/")
                            ? guess
                            : "/terms/pages/" + guess.replace(" ", "%20").replace("'", "%27"))
                    .then()
                    .statusCode(404)
                    .contentType("text/html")
                    .body(containsString("Cette page n&#39;existe pas"))
                    .body(containsString("This page does not exist"));

        get(warnings + "/text/fr").then().statusCode(404);
        get(page + "/notices/" + UUID.randomUUID()).then().statusCode(404);
        send(warnings, "fr", "0".repeat(64), ALL).then().statusCode(404);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("changes=1")
                .post(warnings + "/notices/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        // It opens nothing of the API, and an API's token opens no page
        anybody()
                .header("Authorization", "Bearer " + page.substring(page.lastIndexOf('/') + 1))
                .get("/acceptances")
                .then()
                .statusCode(401);
    }

    @Test
    void onlyTheHashOfATokenIsStoredAndWhoActedIsForgotten() throws Exception {
        Scene scene = Pages.published(bus);
        String sentTo = ", \"sentTo\": \"camille.martin@example.org\"";
        String used = link(acceptance(scene, sentTo));
        String expired = link(acceptance(scene, sentTo));
        assertThat(row(used))
                .contains("Camille Martin", "camille.martin@example.org")
                .doesNotContain(used.substring(used.lastIndexOf('/') + 1));
        accept(used, "fr", ALL).then().statusCode(303);
        expire(expired);

        sweep.run();

        assertThat(row(used)).doesNotContain("Camille Martin", "@example.org").contains("titulaire du compte");
        assertThat(row(expired)).doesNotContain("Camille Martin", "@example.org");
    }

    /** As if its time had passed. */
    private static void expire(String page) throws SQLException {
        String hash = Canonical.sha256(page.substring(page.lastIndexOf('/') + 1));
        try (Connection owner = Owner.connection();
                var update = owner.prepareStatement(
                        "update page_link set expires_at = created_at + interval '1 microsecond' where token_sha256 = ?")) {
            update.setString(1, hash);
            assertThat(update.executeUpdate()).isOne();
        }
        get(page).then().statusCode(410);
    }

    private static String row(String page) throws SQLException {
        String hash = Canonical.sha256(page.substring(page.lastIndexOf('/') + 1));
        try (Connection owner = Owner.connection();
                var select =
                        owner.prepareStatement("select to_jsonb(l)::text from page_link l where token_sha256 = ?")) {
            select.setString(1, hash);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void aHostileNameIsText() {
        Scene scene = Pages.published(bus);
        String body =
                acceptance(scene, "").replace("Camille Martin", "</dd><script>alert(1)</script>\\\"'&<img src=x>");
        String page = link(body);

        get(page)
                .then()
                .body(not(containsString("<script")))
                .body(not(containsString("<img")))
                .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img"));
    }

    @Test
    void aPageLeadsBackOnlyWhereTheHosterAllows() {
        Scene scene = Pages.published(bus);
        for (String address : List.of(
                "https://evil.example/",
                "//evil.example",
                "javascript:alert(1)",
                "https://espace.hebergeur.example@evil.example/",
                "https://espace.hebergeur.example.evil.example/"))
            system().body(acceptance(scene, ", \"returnTo\": \"%s\"".formatted(address)))
                    .post("/page-links")
                    .then()
                    .statusCode(422)
                    .body("type", containsString("return-address-not-allowed"));
        String page = link(acceptance(scene, ", \"returnTo\": \"https://espace.hebergeur.example/c?a=1&b=%22\""));
        accept(page, "fr", ALL).then().statusCode(303);
        get(page).then().body(containsString("href=\"https://espace.hebergeur.example/c?a=1&amp;b=%22\""));
    }

    @Test
    void whatIsNoFormOfThePageIsToldAsAPage() {
        String page = link(acceptance(Pages.published(bus), ""));

        browser()
                .contentType("application/json")
                .body("{}")
                .post(page)
                .then()
                .statusCode(415)
                .contentType("text/html");
        browser().contentType("text/plain").body("lang=fr").post(page).then().statusCode(415);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("a=%zz")
                .post(page)
                .then()
                .statusCode(400)
                .contentType("text/html");
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("a=" + "x".repeat(100_000))
                .post(page)
                .then()
                .statusCode(413);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("a=" + "x".repeat(2_000_000))
                .post(page)
                .then()
                .statusCode(413);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("&".repeat(4000))
                .post(page)
                .then()
                .statusCode(409);
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("box=\u0000")
                .post(page)
                .then()
                .statusCode(409);
        browser().put(page).then().statusCode(405);
        browser().options(page).then().statusCode(200).header("Allow", containsString("POST"));
        browser()
                .header("Sec-Fetch-Site", "cross-site")
                .contentType("application/x-www-form-urlencoded")
                .body("lang=fr")
                .post(page)
                .then()
                .statusCode(403);
        get(page + "/text/de").then().statusCode(404);
        get(page + "?nonsense=1").then().statusCode(400).contentType("text/html");
    }

    @Test
    void whoMayHaveALinkMade() {
        Scene scene = Pages.published(bus).registerSite();
        Scene other = new Scene(bus).registerSite();
        String body = acceptance(scene, "");

        operator().body(body).post("/page-links").then().statusCode(403);
        customer(scene.customer).body(body).post("/page-links").then().statusCode(403);
        // A panel could press the button itself: it has links to warnings made, of its own sites, and sees its own
        // links only
        for (UUID connection : List.of(scene.connection, other.connection))
            panel(connection)
                    .body(body)
                    .post("/page-links")
                    .then()
                    .statusCode(403)
                    .body("type", containsString("terms/panel-cannot-accept"))
                    .body("detail", containsString("billing"))
                    .body("href", nullValue());
        panel(other.connection)
                .body(Pages.notices(scene, ""))
                .post("/page-links")
                .then()
                .statusCode(422);
        String id = panel(scene.connection)
                .body(Pages.notices(scene, ""))
                .post("/page-links")
                .then()
                .statusCode(201)
                .body("state", equalTo("OPEN"))
                .extract()
                .path("id");
        panel(other.connection).get("/page-links/" + id).then().statusCode(404);
        panel(other.connection).post("/page-links/" + id + "/revocation").then().statusCode(404);
        panel(scene.connection).get("/page-links/" + id).then().statusCode(200);
        operator().post("/page-links/" + id + "/revocation").then().statusCode(200);
        operator().get("/audit?resourceId=" + id).then().body("items.action", contains("page-link.revoke"));

        system().body(
                        "{\"purpose\": \"ACCEPTANCE\", \"locale\": \"fr\", \"by\": {\"name\": \"a\", \"capacity\": \"b\"}}")
                .post("/page-links")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/plan"));
        for (String sentTo : List.of("camille", "camille@example.org\\nBcc: x@example.org"))
            system().body(acceptance(scene, ", \"sentTo\": \"%s\"".formatted(sentTo)))
                    .post("/page-links")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/sentTo"));
        system().body(Pages.notices(scene, ", \"sentTo\": \"camille@example.org\""))
                .post("/page-links")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/sentTo"));
        system().body(Pages.notices(scene, ", \"lasting\": \"P400D\""))
                .post("/page-links")
                .then()
                .statusCode(400);
        system().body(acceptance(scene, ", \"version\": \"%s\"".formatted(Ids.next())))
                .post("/page-links")
                .then()
                .statusCode(422);
        system().body(acceptance(new Scene(bus).publish(), "").replace("CONSUMER", "PROFESSIONAL"))
                .post("/page-links")
                .then()
                .statusCode(422);
    }

    @Test
    void anAgentWithoutAMandateIsToldSoOnThePage() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ", \"agent\": \"%s\"".formatted(Ids.next())));

        accept(page, "fr", ALL).then().statusCode(409).body(containsString("n&#39;a pas pu être enregistré"));

        system().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(0));
    }

    @Test
    void openingAWarningDeliversItAndTheButtonAcknowledgesIt() {
        Scene scene = Pages.published(bus).accept().registerSite().contract();
        String notice = scene.notice(scene.change("site.plugin-updated"));
        String page = link(Pages.notices(scene, ""));

        get(page)
                .then()
                .statusCode(200)
                .body(containsString("Avertissements pour"))
                .body(containsString(notice));
        browser().head(page + "/notices/" + notice).then().statusCode(200);
        system().get("/risk-notices/" + notice).then().body("state", equalTo("RAISED"));

        get(page + "/notices/" + notice)
                .then()
                .statusCode(200)
                .body(containsString("Ce qui peut arriver"))
                .body(containsString("/terms/v1/legal-centre/versions/" + scene.version + "/renditions/fr#"))
                .body(containsString("J'ai lu cet avertissement"));
        system().get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));

        // A change joined the notice after the page was made: what was not read is not acknowledged.
        scene.change("site.plugin-updated");
        await().atMost(Scene.SOON)
                .untilAsserted(
                        () -> system().get("/risk-notices/" + notice).then().body("changeCount", equalTo(2)));
        confirm(page + "/notices/" + notice, 1).then().statusCode(303);
        system().get("/risk-notices/" + notice).then().body("state", equalTo("RAISED"));
        browser()
                .contentType("application/x-www-form-urlencoded")
                .body("lang=fr")
                .post(page + "/notices/" + notice)
                .then()
                .statusCode(400);

        get(page + "/notices/" + notice).then().body(containsString("name=\"changes\" value=\"2\""));
        confirm(page + "/notices/" + notice, 2).then().statusCode(303);
        system().get("/risk-notices/" + notice).then().body("state", equalTo("ACKNOWLEDGED"));
        get(page + "/notices/" + notice).then().body(containsString("Vous avez confirmé l'avoir lu"));
        get(page + "?lang=en").then().body(containsString("All is read"));

        // Another site's warnings are not behind this link
        Scene other = new Scene(bus).registerSite();
        String foreign = other.notice(other.change("site.plugin-updated"));
        get(page + "/notices/" + foreign).then().statusCode(404);
        String single = link(Pages.notices(scene, ", \"notice\": \"%s\"".formatted(notice)));
        get(single).then().statusCode(200).body(containsString("Vous avez confirmé"));
        get(single + "/notices/" + foreign).then().statusCode(404);
        system().body(Pages.notices(scene, ", \"notice\": \"%s\"".formatted(foreign)))
                .post("/page-links")
                .then()
                .statusCode(422);
    }

    private static Response confirm(String notice, int changes) {
        return browser()
                .contentType("application/x-www-form-urlencoded")
                .body("lang=fr&changes=" + changes)
                .post(notice);
    }
}
