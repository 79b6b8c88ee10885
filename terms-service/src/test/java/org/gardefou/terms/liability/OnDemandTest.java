package org.gardefou.terms.liability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assessments that people ask for, and drafts of the rules tried on them. */
@QuarkusTest
class OnDemandTest {

    @Inject
    Bus bus;

    @Inject
    ObjectMapper json;

    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void aFailedRestoreOfPromisedBackupsIsTheHostsAndProvable() {
        String id = assess("""
                {"site": "%s", "incident": "FAILED_RESTORE", "statements": [
                  {"question": "COPY", "answer": "PRESENT", "source": "HOST_LOG", "reference": "run 7"},
                  {"question": "RESTORE", "answer": "FAILED", "source": "AGENT_NOTE", "reference": "ticket 4711"}]}""");

        customer(scene.customer)
                .get("/liability-assessments/" + id)
                .then()
                .statusCode(200)
                .body("diagnosis", nullValue())
                .body("party", equalTo("HOST"))
                .body("confidence", equalTo("MEDIUM"))
                .body("outcome.guards", contains("G3", "G2"))
                .body("outcome.clauses.code", contains("C11", "C13"))
                .body("outcome.clauses[0].version", equalTo(scene.version))
                .body("outcome.remedies", contains("CONFORMITY"))
                .body("outcome.reasons[0].text.fr", containsString("leur restauration a échoué"))
                .body("outcome.evidence.find { it.question == 'RESTORE' }.reference", equalTo("ticket 4711"))
                .body("outcome.evidence.find { it.question == 'BACKUP' }.source", equalTo("LEDGER"))
                .body(
                        "outcome.flips.find { it.question == 'COPY' && it.answer == 'EXPIRED' }.party",
                        equalTo("CUSTOMER"))
                .body("outcome.notes[0].fr", containsString("R212-1"));
        List<String> kinds = operator()
                .get("/evidence?limit=200&site=" + scene.site)
                .then()
                .statusCode(200)
                .extract()
                .path("items.kind");
        assertThat(kinds).contains("liability.assessed");
        assertThat(bus.told("liability.assessed", scene.site)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsLeftOpenAndSaidHowItWouldBeSettled() {
        String id = assess("""
                {"site": "%s", "incident": "COMPROMISE"}""");
        operator()
                .get("/liability-assessments/" + id)
                .then()
                .statusCode(200)
                .body("party", equalTo("UNDETERMINED"))
                .body("outcome.unknowns", hasItem("entry"))
                .body(
                        "outcome.flips.find { it.question == 'ENTRY' && it.answer == 'PLATFORM' }.party",
                        equalTo("HOST"));
    }

    @Test
    void theMomentCountsAndNotTheDay() {
        // Before there was a contract
        String id = assess("""
                {"site": "%s", "incident": "OUTAGE", "at": "2020-01-01T00:00:00Z", "statements": [
                  {"question": "CAUSE", "answer": "PLATFORM", "source": "MONITOR", "reference": "probe"}]}""");
        operator()
                .get("/liability-assessments/" + id)
                .then()
                .body("outcome.termsAccepted", equalTo(false))
                .body("party", equalTo("HOST"))
                .body("outcome.remedies", equalTo(List.of()));
    }

    @ParameterizedTest(name = "{0} {1} by {2} is refused at {3}")
    @CsvSource({
        "ACCEPTED, NO, HOST_LOG, /statements/0/question, not a matter of statements",
        "BACKUP, NONE, AGENT_NOTE, /statements/0/question, not a matter of statements",
        "COPY, MAYBE, HOST_LOG, /statements/0/answer, 'PRESENT, LOST, EXPIRED, REMOVED'",
        "COPY, LOST, LEDGER, /statements/0/source, our own records"
    })
    void nobodysWordCountsAgainstWhatIsProven(
            String question, String answer, String source, String pointer, String message) {
        system().body("""
                        {"site": "%s", "incident": "DATA_LOSS", "statements": [
                          {"question": "%s", "answer": "%s", "source": "%s", "reference": "x"}]}""".formatted(scene.site, question, answer, source))
                .post("/liability-assessments")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem(pointer))
                .body("violations.message", hasItem(containsString(message)));
    }

    @Test
    void whatCannotBeAssessedIsRefused() {
        refused(400, "{\"site\": \"%s\", \"incident\": \"OUTAGE\", \"at\": \"2999-01-01T00:00:00Z\"}");
        refused(400, "{\"site\": \"%s\", \"incident\": \"EARTHQUAKE\"}");
        refused(404, "{\"site\": \"" + Ids.next() + "\", \"incident\": \"OUTAGE\"}");
        refused(
                409,
                "{\"site\": \"%s\", \"incident\": \"BREAKAGE\", \"change\": {\"change\": \"" + Ids.next()
                        + "\", \"object\": \"x\"}}");
        customer(scene.customer)
                .body("{\"site\": \"%s\", \"incident\": \"OUTAGE\"}".formatted(scene.site))
                .post("/liability-assessments")
                .then()
                .statusCode(403);
        // Another site's change is nobody's business here
        Scene other = new Scene(bus).publish().accept().registerSite().contract();
        UUID change = other.change("site.plugin-updated");
        other.notice(change);
        refused(
                409,
                "{\"site\": \"%s\", \"incident\": \"BREAKAGE\", \"change\": {\"change\": \"" + change
                        + "\", \"object\": \"x\"}}");
    }

    @Test
    void aDraftIsTriedOnThePastAndSaysWhatWouldChange() throws Exception {
        Instant before = Instant.now();
        assess("""
                {"site": "%s", "incident": "COMPROMISE", "statements": [
                  {"question": "ENTRY", "answer": "CREDENTIALS", "source": "HOST_LOG", "reference": "ssh log"}]}""");
        JsonNode rules = json.readTree(system().get("/liability-rules")
                .then()
                .statusCode(200)
                .header("ETag", not(nullValue()))
                .extract()
                .asString());
        // The rules in force change nothing
        system().body("{\"from\": \"" + before + "\"}")
                .post("/liability-rules/replay")
                .then()
                .statusCode(200)
                .body("replayed", greaterThan(0))
                .body("changed", equalTo(0))
                .body("cut", equalTo(false));
        // A draft by which stolen passwords are a third party's
        ObjectNode draft = rules.deepCopy();
        draft.put("ruleSet", "draft");
        for (JsonNode table : draft.path("tables"))
            for (JsonNode row : table.path("rows"))
                if (row.path("id").asText().equals("C2")) ((ObjectNode) row).put("party", "THIRD_PARTY");
        system().body(json.createObjectNode()
                        .put("from", before.toString())
                        .set("rules", draft)
                        .toString())
                .post("/liability-rules/replay")
                .then()
                .statusCode(200)
                .body("changed", greaterThan(0))
                .body("moves.'CUSTOMER to THIRD_PARTY'", greaterThan(0))
                .body("changes.find { it.site == '" + scene.site + "' }.after.party", equalTo("THIRD_PARTY"));
        // And one with a gap
        for (JsonNode table : draft.path("tables"))
            if (table.path("incident").asText().equals("COMPROMISE"))
                ((com.fasterxml.jackson.databind.node.ArrayNode) table.path("rows")).remove(5);
        system().body(json.createObjectNode().set("rules", draft).toString())
                .post("/liability-rules/replay")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/terms/liability-rules-unusable"))
                .body("problems", hasItem(containsString("No row of the table of COMPROMISE")));
        system().body("{\"from\": \"2026-02-01T00:00:00Z\", \"to\": \"2026-01-01T00:00:00Z\"}")
                .post("/liability-rules/replay")
                .then()
                .statusCode(400);
    }

    private String assess(String body) {
        return system().body(body.formatted(scene.site))
                .post("/liability-assessments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void refused(int status, String body) {
        system().body(body.formatted(scene.site))
                .post("/liability-assessments")
                .then()
                .statusCode(status);
    }
}
