package org.gardefou.terms.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.ledger.Canonical;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Busy;
import org.gardefou.terms.testing.PdfCheck;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** PDF files for anybody: a few are made at once, and what was made once is there however busy the press is. */
@QuarkusTest
class PressTest {

    @Inject
    Bus bus;

    @Inject
    Press press;

    @Test
    void aVersionAndWhatItChangesAreThereAsFilesForAnybody() {
        Scene scene = new Scene(bus).publish().promise("PT24H", "PT72H");
        String next = scene.draft(scene.defaultClauses());
        Authoring.publish(next, "{}").then().statusCode(200);

        Response version = paper(next, "?lang=fr");
        byte[] file = version.then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Content-Language", "fr")
                .extract()
                .asByteArray();
        PdfCheck.keepsTheStandards(file);
        version.then().header("ETag", "\"" + Canonical.sha256(file) + "\"");
        assertThat(system().get("/versions/" + next + "/renditions/fr/pdf").asByteArray())
                .isEqualTo(file);

        byte[] changes = paper(next, "/differences?lang=en&from=" + scene.version)
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        PdfCheck.keepsTheStandards(changes);
        assertThat(PdfCheck.text(changes)).contains("from version 1 to version 2", "C11");
        assertThat(paper(next, "/differences?lang=en&from=" + scene.version).asByteArray())
                .isEqualTo(changes);

        page("/terms/legal/versions/" + next + "?lang=fr")
                .then()
                .body(containsString("/terms/legal/papers/versions/" + next + "?lang=fr"));
        page("/terms/legal/versions/%s/differences?lang=fr&from=%s".formatted(next, scene.version))
                .then()
                .body(containsString("/terms/legal/papers/versions/%s/differences?lang=fr&amp;from=%s"
                        .formatted(next, scene.version)));
    }

    @Test
    void aDraftOrWhatIsNoVersionIsNoFile() {
        Scene scene = new Scene(bus).publish();
        String draft = scene.draft(scene.defaultClauses());
        String other = new Scene(bus).publish().version;

        for (String path : List.of(
                draft,
                Ids.next().toString(),
                scene.version + "/differences?from=" + draft,
                scene.version + "/differences?from=" + other))
            page("/terms/legal/papers/versions/" + path)
                    .then()
                    .statusCode(404)
                    .contentType("text/html")
                    .body(containsString("Cette page n&#39;existe pas"));
        page("/terms/legal/papers/versions/" + scene.version + "/differences")
                .then()
                .statusCode(400);
    }

    @Test
    void whoAsksWhileThePressIsBusyIsToldWhenToComeBack() {
        Scene scene = new Scene(bus).publish();
        Scene known = new Scene(bus).publish();
        byte[] file = paper(known.version, "?lang=fr").asByteArray();

        try (Busy busy = new Busy(work -> press.now(Ids.next().toString(), () -> {
            work.run();
            throw new AssertionError();
        }))) {
            paper(scene.version, "?lang=fr")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .contentType("text/html")
                    .body(containsString("Trop de demandes"));
            system().get("/versions/" + scene.version + "/renditions/en/pdf")
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .body("type", equalTo("/problems/too-many-requests"));
            assertThat(paper(known.version, "?lang=fr").asByteArray()).isEqualTo(file);
        }

        paper(scene.version, "?lang=fr").then().statusCode(200);
    }

    @Test
    void strangersWhoCompareVersionsKeepNobodyFromAReceipt() {
        Scene scene = new Scene(bus).publish().accept();
        String next = scene.draft(scene.defaultClauses());
        Authoring.publish(next, "{}").then().statusCode(200);
        String differences = "/differences?lang=fr&from=" + scene.version;

        try (Busy busy = new Busy(
                1,
                work -> press.forStrangers(Ids.next().toString(), () -> {
                    work.run();
                    throw new AssertionError();
                }))) {
            paper(next, differences).then().statusCode(429).header("Retry-After", "2");
            customer(scene.customer)
                    .get("/acceptances/" + scene.acceptance + "/receipt/pdf")
                    .then()
                    .statusCode(200);
        }

        paper(next, differences).then().statusCode(200);
    }

    @Test
    void aReceiptWaitsForThePressAsEverythingElse() {
        Scene scene = new Scene(bus).publish().accept();
        String receipt = "/acceptances/" + scene.acceptance + "/receipt/pdf";
        paper(scene.version, "?lang=fr").then().statusCode(200);

        try (Busy busy = new Busy(work -> press.now(Ids.next().toString(), () -> {
            work.run();
            throw new AssertionError();
        }))) {
            customer(scene.customer).get(receipt).then().statusCode(429).header("Retry-After", "2");
        }

        customer(scene.customer)
                .get(receipt)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("recu-" + scene.acceptance + ".pdf"));
    }

    private static Response paper(String version, String rest) {
        return page("/terms/legal/papers/versions/" + version + rest);
    }

    private static Response page(String path) {
        return RestAssured.given().urlEncodingEnabled(false).get(path);
    }
}
