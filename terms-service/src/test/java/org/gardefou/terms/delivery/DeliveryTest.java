package org.gardefou.terms.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.EventSchemas;
import org.gardefou.terms.testing.Mailbox;
import org.gardefou.terms.testing.PdfCheck;
import org.gardefou.terms.testing.Scene;
import org.gardefou.terms.testing.WithMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a customer accepted is sent to them on a durable medium, with proof, once; and what cannot be sent is never said to be. */
@QuarkusTest
@TestProfile(WithMail.class)
class DeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(90);

    @Inject
    Bus bus;

    private Scene accepted(String address) {
        return accepted(new Scene(bus).publish(), address);
    }

    private static Scene accepted(Scene scene, String address) {
        scene.acceptance = Scene.created(
                customer(scene.customer).body(body(scene, address)).post("/acceptances"));
        return scene;
    }

    private static String body(Scene scene, String address) {
        return scene.acceptanceBody(scene.renditionSha256("fr"))
                .replaceFirst("\\{", "{\"email\": \"%s\", ".formatted(address));
    }

    private static String someone(String kind) {
        return kind + "." + Ids.next() + "@example.org";
    }

    private static void sign() {
        operator().post("/checkpoints").then().statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private static JsonPath deliveries(Scene scene) {
        return customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath ended(Scene scene) {
        await().atMost(LONG)
                .until(() -> deliveries(scene).getList("items.state").stream().noneMatch("WAITING"::equals));
        return deliveries(scene);
    }

    private static List<Object> evidence(Scene scene, String kind) {
        return operator()
                .get("/evidence?limit=200&customer=" + scene.customer)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.kind == '%s' }.body.data".formatted(kind));
    }

    @Test
    void thePapersAreSentWithTheirProofOnceACheckpointCoversTheAcceptance() throws Exception {
        String address = someone("camille");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getList("items")).hasSize(1);
        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        assertThat(sent.getString("items[0].answer")).isEqualTo("250 2.0.0 Ok: queued as 4Z1");
        assertThat(sent.getString("items[0].relay")).isEqualTo("127.0.0.1");
        assertThat(sent.getInt("items[0].code")).isEqualTo(250);
        assertThat(sent.getInt("items[0].attempts")).isEqualTo(1);
        List<byte[]> taken = Mailbox.taken(address);
        assertThat(taken).hasSize(1);
        assertThat(sent.getString("items[0].messageSha256")).isEqualTo(Canonical.sha256(taken.getFirst()));

        List<Mailbox.Mail> mails = Mailbox.of(address);
        assertThat(mails).hasSize(1);
        Mailbox.Mail mail = mails.getFirst();
        String delivery = sent.getString("items[0].id");
        assertThat(mail.message().getMessageID())
                .isEqualTo("<" + delivery + "@hebergeur.example>")
                .isEqualTo(sent.getString("items[0].messageId"));
        assertThat(mail.header("Subject")).isEqualTo("Vos conditions acceptées : Conditions");
        assertThat(mail.header("From")).isEqualTo("Hébergeur Étoile SAS <contrats@hebergeur.example>");
        assertThat(mail.header("Reply-To")).isEqualTo("aide@hebergeur.example");
        assertThat(mail.header("To")).isEqualTo(address);
        assertThat(mail.header("Content-Language")).isEqualTo("fr");
        assertThat(mail.text())
                .contains("Les conditions « Conditions », version 1, ont été acceptées le", "Hébergeur Étoile SAS");
        assertThat(mail.html())
                .contains("<html lang=\"fr\">", "ont été acceptées le")
                .doesNotContain("http");
        String terms = "conditions-" + scene.version + ".pdf";
        String receipt = "recu-" + scene.acceptance + ".pdf";
        assertThat(mail.attached()).containsOnlyKeys(terms, receipt);
        mail.attached().values().forEach(PdfCheck::keepsTheStandards);
        assertThat(sent.getString("items[0].documentSha256"))
                .isEqualTo(Canonical.sha256(mail.attached().get(terms)));
        assertThat(sent.getString("items[0].receiptSha256"))
                .isEqualTo(Canonical.sha256(mail.attached().get(receipt)));
        // What was sent is what can be downloaded, the proof of the ledger in it.
        assertThat(customer(scene.customer)
                        .get("/acceptances/" + scene.acceptance + "/receipt/pdf")
                        .asByteArray())
                .isEqualTo(mail.attached().get(receipt));
        assertThat(JsonPath.from(new String(
                                PdfCheck.enclosed(mail.attached().get(receipt)).get("recu.json"),
                                StandardCharsets.UTF_8))
                        .getLong("proof.checkpoint"))
                .isEqualTo(sent.getLong("items[0].receiptCheckpoint"));
        operator()
                .get("/evidence?limit=200&customer=" + scene.customer)
                .then()
                .body("items.kind", contains("acceptance.recorded", "acceptance.delivered"))
                .body("items[1].body.data.acceptance", equalTo(scene.acceptance))
                .body("items[1].body.data.messageSha256", equalTo(Canonical.sha256(taken.getFirst())))
                .body("items[1].body.data.commitments.answer", notNullValue())
                .body("items[1].body.toString()", org.hamcrest.Matchers.not(containsString("example.org")));
    }

    @Test
    void whatBecameOfThePapersIsToldOnTheBus() throws Exception {
        Scene sent = accepted(someone("camille"));
        Scene refused = accepted(someone("refused"));
        sign();
        ended(sent);
        ended(refused);

        assertThat(told("acceptance.delivered", sent).get("acceptance").asText())
                .isEqualTo(sent.acceptance);
        assertThat(told("acceptance.undeliverable", refused).get("code").asInt())
                .isEqualTo(550);
    }

    private JsonNode told(String type, Scene scene) throws Exception {
        UUID document = UUID.fromString(scene.document);
        await().atMost(Scene.SOON).until(() -> bus.told(type, document).size() == 1);
        JsonNode data = bus.told(type, document).getFirst().data();
        assertThat(EventSchemas.errors(type + ".v1", data.toString())).isEmpty();
        return data;
    }

    @Test
    void theCustomerIsWrittenToInTheirLanguage() {
        String address = someone("camille");
        Scene scene = new Scene(bus).publish();
        scene.acceptance = Scene.created(customer(scene.customer)
                .body(body(scene, address)
                        .replace("\"locale\": \"fr\"", "\"locale\": \"en\"")
                        .replace(scene.renditionSha256("fr"), scene.renditionSha256("en")))
                .post("/acceptances"));
        sign();
        ended(scene);

        Mailbox.Mail mail = Mailbox.of(address).getFirst();

        assertThat(mail.header("Subject")).isEqualTo("The terms that you accepted: Terms");
        assertThat(mail.text()).contains("version 1, were accepted on");
        assertThat(PdfCheck.text(mail.attached().get("receipt-" + scene.acceptance + ".pdf")))
                .contains("Receipt for the acceptance of terms");
    }

    @Test
    void whatTheRelayRefusesIsNeverCalledSent() {
        Scene scene = accepted(someone("refused"));
        sign();

        JsonPath refused = ended(scene);

        assertThat(refused.getString("items[0].state")).isEqualTo("UNDELIVERABLE");
        assertThat(refused.getString("items[0].reason")).isEqualTo("REFUSED");
        assertThat(refused.getInt("items[0].code")).isEqualTo(550);
        assertThat(refused.getString("items[0].answer")).contains("550 5.1.1", "User unknown");
        assertThat(refused.getInt("items[0].attempts")).isEqualTo(1);
        assertThat(evidence(scene, "acceptance.delivered")).isEmpty();
        assertThat(evidence(scene, "acceptance.undeliverable")).hasSize(1);
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/receipt/pdf")
                .then()
                .statusCode(200);
    }

    @Test
    void whatTheRelayPutsOffIsTriedAgain() {
        String address = someone("later");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        assertThat(sent.getInt("items[0].attempts")).isEqualTo(2);
        assertThat(Mailbox.of(address)).hasSize(1);
    }

    @Test
    void whatTheRelayPutsOffForTooLongIsGivenUp() {
        Scene scene = accepted(someone("never"));
        sign();

        JsonPath given = ended(scene);

        assertThat(given.getString("items[0].state")).isEqualTo("UNDELIVERABLE");
        assertThat(given.getString("items[0].reason")).isEqualTo("GIVEN_UP");
        assertThat(given.getInt("items[0].code")).isEqualTo(451);
        assertThat(given.getInt("items[0].attempts")).isGreaterThan(1);
    }

    @Test
    void whenTheAnswerIsLostTheSameMailGoesAgainAndIsKeptOnce() {
        String address = someone("lost");
        Scene scene = accepted(address);
        sign();

        JsonPath sent = ended(scene);

        assertThat(sent.getString("items[0].state")).isEqualTo("SENT");
        List<byte[]> taken = Mailbox.taken(address);
        assertThat(taken).hasSize(2);
        assertThat(taken.get(1)).isEqualTo(taken.get(0));
        assertThat(evidence(scene, "acceptance.delivered")).hasSize(1);
    }

    @Test
    void theSameClickReportedTwiceIsOneMail() {
        String address = someone("camille");
        Scene scene = new Scene(bus).publish();
        String key = Ids.next().toString();
        for (int i = 0; i < 2; i++)
            scene.acceptance = Scene.created(customer(scene.customer)
                    .header("Idempotency-Key", key)
                    .body(body(scene, address))
                    .post("/acceptances"));
        sign();

        ended(scene);

        assertThat(Mailbox.taken(address)).hasSize(1);
    }

    @Test
    void itIsSentAgainWhenAskedAsOftenAsIsReasonable() {
        String address = someone("camille");
        String other = someone("martin");
        Scene scene = accepted(address);
        String path = "/acceptances/" + scene.acceptance + "/deliveries";
        customer(scene.customer).body("{}").post(path).then().statusCode(409);
        sign();
        ended(scene);
        customer(Ids.next()).body("{}").post(path).then().statusCode(404);
        panel(scene.connection).body("{}").post(path).then().statusCode(403);

        customer(scene.customer)
                .body("{\"email\": \"%s\"}".formatted(other))
                .post(path)
                .then()
                .statusCode(201)
                .body("state", equalTo("WAITING"))
                .body("requestedBy", equalTo("CUSTOMER"));
        ended(scene);
        operator().body("{}").post(path).then().statusCode(201);
        JsonPath all = ended(scene);

        assertThat(all.getList("items.state")).containsExactly("SENT", "SENT", "SENT");
        assertThat(all.getList("items.messageId")).doesNotHaveDuplicates();
        assertThat(Mailbox.of(other)).hasSize(1);
        assertThat(Mailbox.of(address)).hasSize(2);
        operator().body("{}").post(path).then().statusCode(429).header("Retry-After", notNullValue());
        operator().get("/audit?resourceId=" + scene.acceptance).then().body("items.action", hasSize(2));
    }

    @Test
    void nothingGoesToAnAddressThatIsErasedAndTheLedgerHolds() {
        String address = someone("camille");
        Scene scene = accepted(address);

        erase(scene);
        sign();

        JsonPath none = ended(scene);
        assertThat(none.getString("items[0].state")).isEqualTo("NOT_SENT");
        assertThat(none.getString("items[0].reason")).isEqualTo("ERASED");
        assertThat(Mailbox.taken(address)).isEmpty();
        operator()
                .body("{}")
                .post("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(409)
                .body("detail", containsString("name one in `email`"));
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    @Test
    void whatTheRelaySaidIsErasedWithTheAddressAndThatItWasSentStays() {
        Scene scene = accepted(someone("refused"));
        sign();
        assertThat(ended(scene).getString("items[0].answer")).contains("@example.org");

        erase(scene);

        operator()
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .body("items[0].state", equalTo("UNDELIVERABLE"))
                .body("items[0].code", equalTo(550))
                .body("items[0].answer", nullValue());
        operator().get("/evidence/verification").then().body("sound", equalTo(true));
    }

    private static void erase(Scene scene) {
        operator()
                .body("{\"reason\": \"Demande d'effacement\"}")
                .post("/acceptances/" + scene.acceptance + "/erasure")
                .then()
                .statusCode(200)
                .body("email", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camille",
                "camille@localhost",
                "camille@example.org, other@example.org",
                "<camille@example.org>",
                "Camille <camille@example.org>",
                "\\\"a b\\\"@example.org",
                "camille@example.org\\r\\nBcc: other@example.org",
                "camille@example..org",
                "camille@-example.org",
                "é@example.org",
                "a@b.c?subject=x"
            })
    void whatIsNotOneAddressIsRefused(String address) {
        Scene scene = new Scene(bus).publish();

        customer(scene.customer)
                .body(body(scene, address))
                .post("/acceptances")
                .then()
                .statusCode(400);
    }

    @Test
    void aHostileNameCannotWriteAHeader() {
        Scene scene = new Scene(bus).publish();
        customer(scene.customer)
                .body(body(scene, someone("camille")).replace("Camille Martin", "Camille\\r\\nBcc: x@example.org"))
                .post("/acceptances")
                .then()
                .statusCode(400);
    }

    @Test
    void whoAcceptsWithoutAnAddressIsSentNothingAndHasThePapersAllTheSame() {
        Scene scene = new Scene(bus).publish().accept();

        assertThat(deliveries(scene).getList("items")).isEmpty();
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/document/pdf")
                .then()
                .statusCode(200);
    }

    @Test
    void whoAcceptsAgainAndAgainIsNotFloodedWithMail() {
        Scene scene = new Scene(bus).publish();
        String address = someone("never");
        for (int i = 0; i < 21; i++) accepted(scene, address);

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .body("items[0].state", equalTo("NOT_SENT"))
                .body("items[0].reason", equalTo("TOO_MANY"));
    }

    @Test
    void aCustomerIsToldOfAChangeAndTheProofOfItCountsAsTheDelivery() {
        String address = someone("camille");
        Scene scene = accepted(new Scene(bus).publish(), address)
                .registerSite()
                .contract()
                .promise("PT24H", "PT72H");
        String draft = scene.draft(scene.defaultClauses());
        Authoring.publish(
                        draft,
                        "{\"effectiveFrom\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(40))))
                .then()
                .statusCode(200);
        String notices = "/change-notices?contract=" + scene.contract;
        await().atMost(LONG).until(() -> system().get(notices).path("items[0].deliveredAt") != null);

        JsonPath notice = system().get(notices).jsonPath();
        String id = notice.getString("items[0].id");
        JsonPath sent = customer(scene.customer)
                .get("/change-notices/" + id + "/deliveries")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("SENT"))
                .body("items[0].answer", startsWith("250"))
                .extract()
                .jsonPath();
        assertThat(notice.getString("items[0].channel")).isEqualTo("EMAIL");
        assertThat(notice.getString("items[0].evidenceSha256")).isEqualTo(sent.getString("items[0].messageSha256"));
        assertThat(notice.getString("items[0].exitUntil")).isNotNull();
        Mailbox.Mail mail = Mailbox.of(address).stream()
                .filter(one -> one.header("Subject").startsWith("Les conditions de votre contrat changent"))
                .findFirst()
                .orElseThrow();
        assertThat(mail.text())
                .contains("à votre désavantage", "au plus tôt un mois après ce message", "sans frais", "30 jours");
        assertThat(mail.attached()).containsOnlyKeys("conditions-" + draft + ".pdf", "changements-" + draft + ".pdf");
        mail.attached().values().forEach(PdfCheck::keepsTheStandards);
        customer(Ids.next()).get("/change-notices/" + id + "/deliveries").then().statusCode(404);
        panel(scene.connection)
                .get("/change-notices/" + id + "/deliveries")
                .then()
                .statusCode(200);
    }

    @Test
    void aChangeIsNotToldToAnAddressThatIsErased() {
        String address = someone("camille");
        Scene scene = accepted(new Scene(bus).publish(), address)
                .registerSite()
                .contract()
                .promise("PT24H", "PT72H");
        erase(scene);
        Authoring.publish(
                        scene.draft(scene.defaultClauses()),
                        "{\"effectiveFrom\": \"%s\"}".formatted(Instant.now().plus(Duration.ofDays(40))))
                .then()
                .statusCode(200);
        String notices = "/change-notices?contract=" + scene.contract;
        await().atMost(Scene.SOON)
                .until(() -> !system().get(notices).<List<?>>path("items").isEmpty());

        String notice = system().get(notices).path("items[0].id");
        system().get("/change-notices/" + notice + "/deliveries").then().body("items", empty());
    }
}
