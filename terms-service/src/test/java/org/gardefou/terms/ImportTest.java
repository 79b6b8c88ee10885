package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.Owner;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Acceptances that another system took: kept, marked, and never more than they are. */
@QuarkusTest
class ImportTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Test
    void anImportedAcceptanceSaysWhatItIsAndLetsNoNewOrderThrough() {
        Scene scene = new Scene(bus).publish();
        String reference = "order-" + Ids.next();
        String gate = "/gate?audience=CONSUMER&plan=" + scene.plan + "&customer=" + scene.customer;

        String id = take(body(item(scene, reference)), "IMPORTED");

        assertThat(take(body(item(scene, reference)), "KNOWN")).isEqualTo(id);
        customer(scene.customer)
                .get("/acceptances/" + id)
                .then()
                .statusCode(200)
                .body("provenance", equalTo("IMPORTED"))
                .body("recordedBy", equalTo("OPERATOR"))
                .body("source.system", equalTo("whmcs"))
                .body("source.reference", equalTo(reference))
                .body("source.evidence.kind", equalTo("DATABASE_RECORD"))
                .body("at", equalTo("2023-04-05T09:12:00Z"))
                .body("renditionSha256", nullValue())
                .body("buttonText", nullValue());
        system().get(gate).then().body("allowed", equalTo(false)).body("missing.reason", contains("NEWER_VERSION"));
        system().get(gate + "&purpose=CONTINUATION")
                .then()
                .body("allowed", equalTo(true))
                .body("provenance", equalTo("IMPORTED"));
        customer(scene.customer)
                .get("/evidence")
                .then()
                .body("items.kind", contains("acceptance.imported"))
                .body("items[0].body.data.provenance", equalTo("IMPORTED"))
                .body("items[0].body.data.evidence", equalTo("DATABASE_RECORD"))
                .body("items[0].body.data.claimedAt", equalTo("2023-04-05T09:12:00Z"));
        // A click is more, and stands whatever is imported after it
        scene.accept();
        system().get(gate).then().body("acceptance", equalTo(scene.acceptance)).body("provenance", equalTo("CLICK"));
        assertThat(take(body(item(scene, reference + "-2")), "CLICK_STANDS")).isEqualTo(scene.acceptance);
        assertThatThrownBy(() ->
                        database.execute("update acceptance set provenance = 'CLICK' where id = '%s'".formatted(id)))
                .hasMessageContaining("never changed");
    }

    @Test
    void aReferenceAndANoteCanBeForgottenAndTheImportIsStillKnown() throws Exception {
        Scene scene = new Scene(bus).publish();
        String reference = "camille.martin-" + Ids.next() + "@example.org";
        String note = "Mme Martin l'a dit au téléphone";
        String record = Canonical.sha256("Camille Martin, order 4711");
        String item = item(scene, reference)
                .replace("tblorders", note)
                .replace("\"kind\"", "\"sha256\": \"%s\", \"kind\"".formatted(record));
        String id = take(body(item), "IMPORTED");
        String path = "/acceptances/" + id;
        operator()
                .get(path)
                .then()
                .body("source.reference", equalTo(reference))
                .body("source.evidence.note", equalTo(note))
                .body("source.evidence.sha256", equalTo(record));
        // Whoever guesses the reference cannot see that they are right: all have a salted commitment only
        String guess = Canonical.sha256(reference);
        String commitment = operator().get(path).path("source.referenceSha256");
        operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body("items[0].body.data.commitments.reference", equalTo(commitment));
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(
                        bus.told("acceptance.imported", UUID.fromString(scene.document)))
                .singleElement()
                .satisfies(told ->
                        assertThat(told.data().toString()).contains(commitment).doesNotContain(reference, guess)));
        for (String kept : List.of(
                row(id),
                operator().get("/evidence?customer=" + scene.customer).asString(),
                operator().get("/audit?resourceId=" + id).asString()))
            assertThat(kept).contains(id).doesNotContain(reference, note, guess, record);

        operator()
                .body("{\"reason\": \"Demande d'effacement\"}")
                .post(path + "/erasure")
                .then()
                .statusCode(200)
                .body("source.reference", nullValue())
                .body("source.evidence.note", nullValue())
                .body("source.evidence.sha256", nullValue())
                .body("source.evidence.kind", equalTo("DATABASE_RECORD"));

        operator()
                .get("/evidence?customer=" + scene.customer)
                .then()
                .body(
                        "items.find { it.kind == 'personal-values.erased' }.body.data.fields",
                        contains("evidenceSha256", "note", "reference"));
        assertThat(take(body(item), "KNOWN")).isEqualTo(id);
        operator().get(path).then().body("source.reference", nullValue());
    }

    @Test
    void whatAnEarlierVersionTookOverByThePlainHashIsStillKnown() throws Exception {
        Scene scene = new Scene(bus).publish();
        String reference = "order-" + Ids.next();
        String id = take(body(item(scene, "another-" + reference)), "IMPORTED");
        UUID old = Ids.next();
        database.execute("""
                insert into acceptance select (jsonb_populate_record(a, jsonb_build_object(
                    'id', '%s', 'reference_mark', null, 'reference_sha256', '%s'))).* from acceptance a where id = '%s'""".formatted(old, Canonical.sha256(reference), id));

        assertThat(take(body(item(scene, reference)), "KNOWN")).isEqualTo(old.toString());
    }

    private static String row(String acceptance) throws SQLException {
        try (Connection connection = Owner.connection();
                PreparedStatement select =
                        connection.prepareStatement("select to_jsonb(a)::text from acceptance a where id::text = ?")) {
            select.setString(1, acceptance);
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }

    @Test
    void allIsTakenOrNothingAndByStaffOnly() {
        Scene scene = new Scene(bus).publish();
        String reference = "order-" + Ids.next();
        String good = item(scene, reference);
        for (var caller : List.of(system(), customer(scene.customer)))
            caller.body(body(good)).post("/acceptance-imports").then().statusCode(403);
        operator()
                .body(body(
                        good,
                        good.replace(scene.version, Ids.next().toString()).replace(reference, "other"),
                        good,
                        good.replace("2023", "2093").replace(reference, "third")))
                .post("/acceptance-imports")
                .then()
                .statusCode(400)
                .body("violations.pointer", contains("/items/2/reference", "/items/3/at"));
        operator()
                .body(body(
                        good, good.replace(scene.version, Ids.next().toString()).replace(reference, "other")))
                .post("/acceptance-imports")
                .then()
                .statusCode(422)
                .body("violations.pointer", contains("/items/1/version"));
        String many = IntStream.range(0, 201)
                .mapToObj(i -> item(scene, reference + i))
                .collect(Collectors.joining(","));
        operator().body(body(many)).post("/acceptance-imports").then().statusCode(400);
        operator()
                .body(body(good.replace("DATABASE_RECORD", "HEARSAY")))
                .post("/acceptance-imports")
                .then()
                .statusCode(400);
        operator().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(0));

        take(body(good), "IMPORTED");

        // The same reference is not somebody else's as well
        operator()
                .body(body(
                        item(scene, reference + "-new"),
                        good.replace(scene.customer.toString(), Ids.next().toString())))
                .post("/acceptance-imports")
                .then()
                .statusCode(409)
                .body("type", containsString("import-contradicts"));
        operator().get("/acceptances?customer=" + scene.customer).then().body("items", hasSize(1));
        operator()
                .get("/audit?resourceType=acceptance&limit=200")
                .then()
                .body("items.action", hasItem("acceptance.import"));
    }

    private static String take(String body, String outcome) {
        return operator()
                .body(body)
                .post("/acceptance-imports")
                .then()
                .statusCode(200)
                .body("items.outcome", contains(outcome))
                .extract()
                .path("items[0].acceptance");
    }

    private static String body(String... items) {
        return "{\"source\": \"whmcs\", \"items\": [%s]}".formatted(String.join(",", items));
    }

    private static String item(Scene scene, String reference) {
        return """
                {"reference": "%s", "customer": "%s", "version": "%s", "locale": "fr", "at": "2023-04-05T09:12:00Z",
                 "evidence": {"kind": "DATABASE_RECORD", "note": "tblorders"}}""".formatted(reference, scene.customer, scene.version);
    }
}
