package org.gardefou.terms.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.PdfCheck;
import org.gardefou.terms.testing.Scene;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a customer can keep of an acceptance, and prove by it. */
@QuarkusTest
class ReceiptTest {

    private static final HexFormat HEX = HexFormat.of();

    @Inject
    Bus bus;

    /** What all are shown: nobody here changes anything about the terms, and the papers of a version take a while. */
    private static @Nullable Scene shown;

    private Scene scene() {
        Scene terms = shown == null ? new Scene(bus).publish() : shown;
        shown = terms;
        return terms.neighbour();
    }

    private static byte[] pdf(Response response) {
        return response.then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private static Response receiptPdf(Scene scene) {
        return customer(scene.customer).get("/acceptances/" + scene.acceptance + "/receipt/pdf");
    }

    @Test
    void theReceiptSaysWhatWasAcceptedByWhomWhenAndHow() {
        Scene scene = scene().accept();

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/receipt")
                .then()
                .statusCode(200)
                .body("what", containsString("Reçu : ces conditions ont été acceptées le"))
                .body("acceptance", equalTo(scene.acceptance))
                .body("customer", equalTo(scene.customer.toString()))
                .body("by.name", equalTo("Camille Martin"))
                .body("by.nameSalt", matchesPattern("[0-9a-f]{64}"))
                .body("by.capacity", equalTo("titulaire du compte"))
                .body("terms.version", equalTo(scene.version))
                .body("terms.renditionSha256", equalTo(scene.renditionSha256("fr")))
                .body("shown.buttonText", equalTo("J'accepte les conditions"))
                .body("evidence.body", containsString(scene.acceptance));
    }

    @Test
    void theProofInAReceiptLeadsFromTheClickToASignature() throws Exception {
        Scene scene = scene().accept();
        operator().post("/checkpoints");
        JsonPath receipt = customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/receipt")
                .then()
                .statusCode(200)
                .body("proof.checkpoint", notNullValue())
                .extract()
                .jsonPath();

        long seq = receipt.getLong("evidence.seq");
        byte[] hash = sha256(
                new byte[] {1},
                HEX.parseHex(receipt.getString("evidence.prevHash")),
                ByteBuffer.allocate(8).putLong(seq).array(),
                sha256(receipt.getString("evidence.body").getBytes(StandardCharsets.UTF_8)));
        assertThat(HEX.formatHex(hash)).isEqualTo(receipt.getString("evidence.hash"));
        assertThat(receipt.getString("evidence.body"))
                .contains("\"renditionSha256\":\"" + scene.renditionSha256("fr") + "\"");
        // The name is the one that the entry commits to, as the receipt's own steps say.
        byte[] name = sha256(
                HEX.parseHex(receipt.getString("by.nameSalt")),
                receipt.getString("by.name").getBytes(StandardCharsets.UTF_8));
        assertThat(JsonPath.from(receipt.getString("evidence.body")).getString("data.commitments.name"))
                .isEqualTo(HEX.formatHex(name));
        assertThat(receipt.getList("verification", String.class))
                .anySatisfy(step -> assertThat(step).contains("by.nameSalt", "commitments.name"));
        assertThat(HEX.formatHex(root(seq - 1, receipt.getLong("proof.size"), hash, receipt.getList("proof.path"))))
                .isEqualTo(receipt.getString("proof.root"));
        String body = receipt.getString("proof.body");
        assertThat(body).contains("\"root\":\"" + receipt.getString("proof.root") + "\"");
        String[] jws = receipt.getString("proof.jws").split("\\.", -1);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(join(
                        HEX.parseHex("302a300506032b6570032100"),
                        Base64.getUrlDecoder().decode(receipt.getString("proof.x"))))));
        signature.update((jws[0] + "." + body).getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jws[2]))).isTrue();
    }

    @Test
    void theFilesKeepTheStandardsAndComeOutTheSame() {
        Scene scene = scene().accept();
        operator().post("/checkpoints");

        byte[] receipt = pdf(receiptPdf(scene));
        byte[] document = pdf(customer(scene.customer).get("/acceptances/" + scene.acceptance + "/document/pdf"));

        PdfCheck.keepsTheStandards(receipt);
        PdfCheck.keepsTheStandards(document);
        operator().post("/clauses/defaults").then().statusCode(200);
        operator().post("/checkpoints");
        assertThat(pdf(receiptPdf(scene))).isEqualTo(receipt);
        assertThat(PdfCheck.text(receipt))
                .contains("Reçu d'acceptation de conditions", "Camille Martin", "« J'accepte les conditions »")
                .contains(HEX.formatHex(sha256(document)), scene.renditionSha256("fr"));
        assertThat(HEX.formatHex(sha256(PdfCheck.enclosed(document).get("page-affichee.html"))))
                .isEqualTo(scene.renditionSha256("fr"));
        JsonPath enclosed =
                JsonPath.from(new String(PdfCheck.enclosed(receipt).get("recu.json"), StandardCharsets.UTF_8));
        assertThat(enclosed.getString("acceptance")).isEqualTo(scene.acceptance);
        assertThat(enclosed.getString("terms.pdfSha256")).isEqualTo(HEX.formatHex(sha256(document)));
        assertThat(enclosed.getList("proof.path")).isNotEmpty();
        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/document/pdf")
                .then()
                .header("ETag", "\"" + HEX.formatHex(sha256(document)) + "\"")
                .header("Content-Language", "fr");
    }

    @Test
    void everybodyWhoAcceptedAVersionHasTheSameFileAndTheLegalCentreToo() {
        Scene scene = scene().accept();
        byte[] mine = pdf(customer(scene.customer).get("/acceptances/" + scene.acceptance + "/document/pdf"));
        scene.accept();

        assertThat(pdf(operator().get("/acceptances/" + scene.acceptance + "/document/pdf")))
                .isEqualTo(mine);
        assertThat(pdf(panel(scene.connection).get("/versions/" + scene.version + "/renditions/fr/pdf")))
                .isEqualTo(mine);
        byte[] english = pdf(system().get("/versions/" + scene.version + "/renditions/en/pdf"));
        PdfCheck.keepsTheStandards(english);
        assertThat(PdfCheck.text(english)).contains("In force from", "Version 1. SHA-256 of the page as shown");
        operator()
                .get("/versions/" + scene.version + "/renditions/de/pdf")
                .then()
                .statusCode(400);
        operator()
                .get("/versions/" + scene.draft(scene.defaultClauses()) + "/renditions/fr/pdf")
                .then()
                .statusCode(404);
    }

    @Test
    void onlyTheCustomerTheirPanelAndStaffHaveThePapers() {
        Scene scene = scene().accept().registerSite();
        for (String paper : List.of("/receipt", "/receipt/pdf", "/document/pdf")) {
            String path = "/acceptances/" + scene.acceptance + paper;
            customer(Ids.next()).get(path).then().statusCode(404);
            // No contract of its site stands on the acceptance yet.
            panel(scene.connection).get(path).then().statusCode(404);
        }

        scene.contract();

        for (String paper : List.of("/receipt", "/receipt/pdf", "/document/pdf")) {
            String path = "/acceptances/" + scene.acceptance + paper;
            panel(scene.connection).get(path).then().statusCode(200);
            panel(Ids.next()).get(path).then().statusCode(404);
            operator().get(path).then().statusCode(200);
            system().get("/acceptances/" + Ids.next() + paper).then().statusCode(404);
        }
    }

    @Test
    void anErasedNameIsInNoReceiptAnyMore() {
        Scene scene = scene().accept();
        operator()
                .body("{\"reason\": \"Demande d'effacement\"}")
                .post("/acceptances/" + scene.acceptance + "/erasure")
                .then()
                .statusCode(200);

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/receipt")
                .then()
                .body("by.name", nullValue())
                .body("by.nameSalt", nullValue())
                .body("verification.findAll { it.contains('nameSalt') }", hasSize(0))
                .body("by.capacity", equalTo("titulaire du compte"));
        assertThat(PdfCheck.text(pdf(receiptPdf(scene))))
                .contains("effacé à la demande de la personne")
                .doesNotContain("Camille");
    }

    @Test
    void aHostileNameIsWrittenAsItIs() {
        Scene scene = scene();
        scene.acceptance = Scene.created(customer(scene.customer)
                .body(scene.acceptanceBody(scene.renditionSha256("fr"))
                        .replace("Camille Martin", "</dd><script>x</script> &amp; \u6f22 %s $1 {0}"))
                .post("/acceptances"));

        byte[] receipt = pdf(receiptPdf(scene));

        PdfCheck.keepsTheStandards(receipt);
        assertThat(PdfCheck.text(receipt)).contains("</dd><script>x</script> &amp; [U+6F22] %s $1 {0}");
    }

    @Test
    void whatAnotherSystemTookHasAReceiptThatSaysSoAndNoAcceptedPage() {
        Scene scene = scene();
        String acceptance = operator()
                .body("""
                        {"source": "whmcs", "items": [{"version": "%s", "customer": "%s", "reference": "order-%s", "locale": "en",
                          "at": "2023-05-04T10:00:00Z", "evidence": {"kind": "DATABASE_RECORD"}}]}""".formatted(scene.version, scene.customer, Ids.next()))
                .post("/acceptance-imports")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].acceptance");
        scene.acceptance = acceptance;

        customer(scene.customer)
                .get("/acceptances/" + acceptance + "/receipt")
                .then()
                .statusCode(200)
                .body("what", containsString("another system says"))
                .body("shown", nullValue())
                .body("verification", hasSize(2))
                .body("verification", hasItem(containsString("evidence.body")));
        assertThat(PdfCheck.text(pdf(receiptPdf(scene)))).contains("the proof is weaker", "whmcs");
        customer(scene.customer)
                .get("/acceptances/" + acceptance + "/document/pdf")
                .then()
                .statusCode(404)
                .body("detail", containsString("/renditions/en/pdf"));
    }

    @Test
    void withoutARelayNothingIsSentAndNothingIsSaidToBe() {
        Scene scene = scene();
        scene.acceptance = Scene.created(customer(scene.customer)
                .body(scene.acceptanceBody(scene.renditionSha256("fr"))
                        .replaceFirst("\\{", "{\"email\": \"camille@example.org\", "))
                .post("/acceptances"));

        customer(scene.customer)
                .get("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .body("items.state", contains("NOT_SENT"))
                .body("items.reason", contains("NO_RELAY"));
        customer(scene.customer)
                .body("{}")
                .post("/acceptances/" + scene.acceptance + "/deliveries")
                .then()
                .statusCode(409)
                .body("detail", containsString("gardefou.mail.host"));
        pdf(receiptPdf(scene));
    }

    /** RFC 9162, section 2.1.3.2, as it stands there. */
    private static byte[] root(long index, long size, byte[] entry, List<String> path) {
        byte[] hash = sha256(new byte[] {0}, entry);
        long fn = index;
        long sn = size - 1;
        for (String one : path) {
            byte[] other = HEX.parseHex(one);
            if ((fn & 1) == 1 || fn == sn) {
                hash = sha256(new byte[] {1}, other, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else hash = sha256(new byte[] {1}, hash, other);
            fn >>= 1;
            sn >>= 1;
        }
        assertThat(sn).isZero();
        return hash;
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(join(parts));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
