package org.gardefou.terms.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.page.Pages.accept;
import static org.gardefou.terms.page.Pages.acceptance;
import static org.gardefou.terms.page.Pages.get;
import static org.gardefou.terms.page.Pages.link;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.PdfCheck;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What a customer takes away from a page: by mail where an address is named, and as files as long as the link lives. */
@QuarkusTest
class PagePapersTest {

    private static final String[] ALL = {"backups", "changes", "security"};
    private static final String ADDRESS = "camille.martin@example.org";
    private static final String EMAIL = ", \"email\": \"" + ADDRESS + "\"";

    @Inject
    Bus bus;

    @Inject
    LinkSweep sweep;

    @Test
    void thePapersGoToTheAddressThatTheLinkNames() throws Exception {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, EMAIL));
        get(page)
                .then()
                .statusCode(200)
                .body(containsString("Vos documents seront envoyés à"))
                .body(containsString(ADDRESS));
        accept(page, "fr", ALL).then().statusCode(303);

        String id = system().get("/acceptances?customer=" + scene.customer)
                .then()
                .body("items", hasSize(1))
                .body("items[0].email", equalTo(ADDRESS))
                .extract()
                .path("items[0].id");
        // No relay is configured here: that it would have been sent is all there is to see
        customer(scene.customer)
                .get("/acceptances/" + id + "/deliveries")
                .then()
                .body("items", hasSize(1))
                .body("items[0].reason", equalTo("NO_RELAY"));
        String evidence = operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body(
                        "items.find { it.kind == 'page-link.used' }.body.data.commitments.email",
                        org.hamcrest.Matchers.matchesPattern("[0-9a-f]{64}"))
                .extract()
                .asString();
        assertThat(evidence).doesNotContain(ADDRESS);
        assertThat(row(page)).doesNotContain(ADDRESS);

        operator()
                .body("{\"reason\": \"Demande d'effacement, dossier 4712\"}")
                .post("/acceptances/" + id + "/erasure")
                .then()
                .statusCode(200);
        system().get("/acceptances/" + id).then().body("email", nullValue()).body("by.name", nullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    @Test
    void withoutAnAddressNothingIsSent() {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));
        get(page).then().body(not(containsString("seront envoyés")));
        accept(page, "fr", ALL).then().statusCode(303);

        String id = system().get("/acceptances?customer=" + scene.customer).path("items[0].id");
        customer(scene.customer)
                .get("/acceptances/" + id + "/deliveries")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void theAddressIsForgottenWithWhoWasToAct() throws Exception {
        Scene scene = Pages.published(bus);
        String expired = link(acceptance(scene, EMAIL));
        var made = system().body(acceptance(scene, EMAIL)).post("/page-links");
        String revoked = made.path("href");
        assertThat(row(revoked)).contains(ADDRESS);
        assertThat(made.asString()).doesNotContain(ADDRESS);

        system().post("/page-links/" + made.path("id") + "/revocation").then().statusCode(200);
        expire(expired);
        sweep.run();

        assertThat(row(revoked)).doesNotContain(ADDRESS);
        assertThat(row(expired)).doesNotContain(ADDRESS);
    }

    @Test
    void anAddressIsOneAddressAndForAnAcceptance() {
        Scene scene = Pages.published(bus).registerSite();
        for (String address : List.of(
                "",
                "camille",
                "camille@example",
                "a@example.org, b@example.org",
                "a@example.org\\nBcc: b@example.org",
                "Camille <a@example.org>",
                "x".repeat(250) + "@example.org"))
            system().body(acceptance(scene, ", \"email\": \"%s\"".formatted(address)))
                    .post("/page-links")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItem("/email"));
        system().body(Pages.notices(scene, EMAIL))
                .post("/page-links")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/email"));
    }

    @Test
    void whatWasAcceptedIsDownloadedAsFilesAsLongAsTheLinkLives() {
        Scene scene = Pages.published(bus).registerSite();
        String page = link(acceptance(scene, ""));
        String warnings = link(Pages.notices(scene, ""));
        get(page + "/papers/terms").then().statusCode(404).contentType("text/html");
        get(page + "/papers/receipt").then().statusCode(404);
        get(warnings + "/papers/terms").then().statusCode(404);
        get("/terms/pages/" + "A".repeat(43) + "/papers/receipt").then().statusCode(404);

        accept(page, "fr", ALL).then().statusCode(303);
        get(page).then().body(containsString(page + "/papers/terms")).body(containsString(page + "/papers/receipt"));
        String id = system().get("/acceptances?customer=" + scene.customer).path("items[0].id");

        byte[] terms = get(page + "/papers/terms")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"conditions-%s.pdf\"".formatted(scene.version))
                .extract()
                .asByteArray();
        assertThat(terms)
                .isEqualTo(customer(scene.customer)
                        .get("/acceptances/" + id + "/document/pdf")
                        .asByteArray());
        byte[] receipt = get(page + "/papers/receipt")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "attachment; filename=\"recu-%s.pdf\"".formatted(id))
                .extract()
                .asByteArray();
        PdfCheck.keepsTheStandards(receipt);
        assertThat(PdfCheck.text(receipt)).contains("Camille Martin", id);
    }

    @Test
    void aLinkThatLivesNoLongerGivesNoFilesAndSaysThatTheAgreementStays() throws Exception {
        Scene scene = Pages.published(bus);
        String page = link(acceptance(scene, ""));
        accept(page, "fr", ALL).then().statusCode(303);
        expire(page);

        get(page + "/papers/terms").then().statusCode(410);
        get(page + "/papers/receipt")
                .then()
                .statusCode(410)
                .contentType("text/html")
                .body(containsString("Votre accord reste enregistré"));
        get(page + "?lang=en")
                .then()
                .statusCode(200)
                .body(containsString("Accepted"))
                .body(not(containsString("/papers/")));
    }

    @Test
    void aClauseThatNeedsConsentHasItsBoxAndTheAgreementNeedsIt() {
        Scene scene = Pages.published(bus);
        String clause =
                Scene.created(system().body("""
                {"code": "C33", "audience": "CONSUMER", "levels": ["STANDARD"], "title": {"fr": "Interventions <urgentes>", "en": "Urgent work"},
                 "text": {"fr": "Une réparation que votre offre ne comprend pas coûte %1$s, toutes taxes comprises.", "en": "A repair that your plan does not include costs %1$s, all taxes included."},
                 "effects": [{"kind": "PRICE", "traits": ["TAX_INCLUDED", "AGREED_BEFORE_WORK", "EXPRESS_CONSENT"]},
                   {"kind": "REMEDY", "traits": ["FREE_OF_CHARGE", "NOT_EXCLUSIVE"]}]}""".formatted("{repair.price}")).post("/clauses"));
        scene.version = scene.draft(Authoring.with("C33", clause, scene.defaultClauses()));
        Authoring.publish(scene.version, "{}").then().statusCode(200);
        String page = link(acceptance(scene, ""));

        get(page)
                .then()
                .body(containsString(
                        "J&#39;accepte expressément ce que dit l&#39;article « Interventions &lt;urgentes&gt; »"))
                .body(containsString("Je demande que le service commence avant la fin du délai"))
                .body(containsString("Facultatif."));
        accept(page, "fr", ALL).then().statusCode(422).body(containsString("href=\"#box-express-C33\""));
        accept(page, "fr", "backups", "changes", "security", "express-C33")
                .then()
                .statusCode(303);

        system().get("/acceptances?customer=" + scene.customer)
                .then()
                .body("items[0].boxes", hasSize(4))
                .body(
                        "items[0].boxes[3]",
                        equalTo(
                                "J'accepte expressément ce que dit l'article « Interventions <urgentes> » (article C33)."));
    }

    @Test
    void whoAsksForAnEarlyStartIsOnRecordAndWhoHasTheServiceIsNotAsked() {
        Scene scene = Pages.published(bus).registerSite().accept().contract();
        Scene ordering = new Scene(bus);
        ordering.plan = scene.plan;
        String order = link(acceptance(ordering, ", \"order\": true"));
        accept(order, "fr", "backups", "changes", "security", "early-start")
                .then()
                .statusCode(303);
        system().get("/acceptances?customer=" + ordering.customer)
                .then()
                .body("items[0].boxes", hasSize(4))
                .body("items[0].boxes[3]", containsString("Je demande que le service commence"));

        get(link(acceptance(scene, ", \"contracts\": [\"%s\"]".formatted(scene.contract))))
                .then()
                .body(containsString("box-backups"))
                .body(not(containsString("box-early-start")));
    }

    /** As if its time had gone by. */
    private static void expire(String page) throws SQLException {
        try (Connection owner = Owner.connection();
                var update = owner.prepareStatement(
                        "update page_link set expires_at = created_at + interval '1 microsecond' where token_sha256 = ?")) {
            update.setString(1, Canonical.sha256(page.substring(page.lastIndexOf('/') + 1)));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
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
}
