package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.operator;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.risknotice.Kind;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "I am about to change the MX records: what would you tell me?" */
@QuarkusTest
class DryRunTest {

    private final ObjectMapper json = new ObjectMapper();

    @Inject
    Bus bus;

    private Scene scene;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
    }

    @Test
    void itSaysWhatTheNoticeWillSayAndWritesNothing() throws JsonProcessingException {
        for (String[] one : List.of(
                new String[] {"site.dns-changed", "{\"kind\": \"DNS_RECORD\", \"name\": \"boutique.example MX\"}"},
                new String[] {"site.plugin-updated", "{\"kind\": \"PLUGIN\", \"name\": \"shop-turbo\"}"},
                new String[] {"site.plugin-updated", "{\"kind\": \"PLUGIN\", \"name\": \"forms\"}"},
                new String[] {"site.plugin-removed", "{\"kind\": \"PLUGIN\", \"name\": \"gallery\"}"})) {
            List<String> before = kinds();
            ObjectNode dry = read(customer(scene.customer)
                    .body(body(one[0], one[1]))
                    .post("/risk-notices/dry-run")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());
            assertThat(kinds()).isEqualTo(before);

            UUID change = Ids.next();
            ObjectNode event = scene.changeEvent(one[0], change);
            event.set("object", json.readTree(one[1]));
            event.putObject("before").put("version", "1.0");
            event.putObject("after").put("version", "2.0");
            event.putObject("actor").put("kind", "CUSTOMER");
            bus.send("gardefou.site-changes", one[0], event);
            String notice = scene.notice(change);
            ObjectNode real = read(system().get("/risk-notices/" + notice).asString());

            // Byte for byte, but for what only a notice has that there is
            assertThat(dry.get("notice").toString()).isEqualTo(said(real).toString());
            if (dry.has("joins")) assertThat(dry.get("joins").asText()).isEqualTo(notice);
        }
        // The three changes of plugins were one notice, and the dry run said so
        assertThat(system().get("/risk-notices?site=" + scene.site)
                        .then()
                        .extract()
                        .<List<Integer>>path("items.changeCount"))
                .containsExactly(3, 1);
    }

    @Test
    void everyTypeOfChangeIsAnsweredWithItsLevelAndWhatToDo() throws JsonProcessingException {
        for (Kind kind : Kind.values()) {
            String type = kind.type();
            ObjectNode object = bus.example("diagnostics", type).get("object").deepCopy();
            object.retain("kind", "name");

            ObjectNode said = read(customer(scene.customer)
                    .body(body(type, object.toString()))
                    .post("/risk-notices/dry-run")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString());

            JsonNode notice = said.get("notice");
            assertThat(notice.path("level").asText()).as(type).isIn("INFO", "WARNING", "DANGER");
            for (String part : List.of("title", "mayHappen", "before", "after", "duty", "help", "restorePoint"))
                for (String language : List.of("fr", "en"))
                    assertThat(notice.path("text").path(part).path(language).asText())
                            .as("%s: %s in %s", type, part, language)
                            .isNotBlank();
            assertThat(notice.at("/clause/code").asText()).as(type).startsWith("C");
            assertThat(said.at("/backupFirst/fr").asText()).as(type).isNotBlank();
        }
    }

    @Test
    void itSaysWhatToDoAboutBackupsFirst() {
        customer(scene.customer)
                .body(body("site.dns-changed", "{\"kind\": \"DNS_RECORD\", \"name\": \"boutique.example MX\"}"))
                .post("/risk-notices/dry-run")
                .then()
                .body("safetyBackup", equalTo(false))
                .body("joins", nullValue())
                .body(
                        "notice.text.title.fr",
                        equalTo("Serveurs de courrier modifiés dans le DNS : boutique.example MX"))
                .body(
                        "backupFirst.fr",
                        equalTo("Faites d'abord une sauvegarde : il n'existe aucun point de restauration sain."));
        customer(scene.customer)
                .body(body("site.database-changed", "{\"kind\": \"DATABASE\", \"name\": \"wp_boutique\"}"))
                .post("/risk-notices/dry-run")
                .then()
                .body("safetyBackup", equalTo(true))
                .body("backupFirst.en", containsString("make your own before"));
    }

    @Test
    void everybodyAsksForTheirOwnSitesOnly() {
        String body = body("site.tls-changed", "{\"kind\": \"CERTIFICATE\", \"name\": \"boutique.example\"}");

        operator().body(body).post("/risk-notices/dry-run").then().statusCode(200);
        panel(scene.connection).body(body).post("/risk-notices/dry-run").then().statusCode(200);
        for (var stranger : List.of(customer(Ids.next()), panel(Ids.next())))
            stranger.body(body)
                    .post("/risk-notices/dry-run")
                    .then()
                    .statusCode(409)
                    .body("detail", containsString(scene.site.toString()));
    }

    @Test
    void whatIsNoChangeIsRefusedWithWhatToSay() {
        customer(scene.customer)
                .body(body("site.repainted", "{\"kind\": \"X\", \"name\": \"x\"}"))
                .post("/risk-notices/dry-run")
                .then()
                .statusCode(400)
                .body("violations[0].message", containsString("site.dns-changed"));
        customer(scene.customer)
                .body(body("site.dns-changed", "{\"kind\": \"X\", \"name\": \"x\"}")
                        .replace("{\"version\": \"1.0\"}", "[1]"))
                .post("/risk-notices/dry-run")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", endsWith("/before"));
    }

    private String body(String type, String object) {
        return """
                {"site": "%s", "type": "%s", "object": %s, "before": {"version": "1.0"}, "after": {"version": "2.0"}}""".formatted(scene.site, type, object);
    }

    private static ObjectNode said(ObjectNode real) {
        ObjectNode said = real.deepCopy();
        said.remove(List.of("id", "change", "state", "happenedAt", "raisedAt", "expiresAt"));
        said.get("changes").forEach(change -> ((ObjectNode) change).remove(List.of("change", "happenedAt")));
        return said;
    }

    private ObjectNode read(String text) throws JsonProcessingException {
        return (ObjectNode) json.readTree(text);
    }

    private List<String> kinds() {
        return system().get("/evidence?limit=200&site=" + scene.site)
                .then()
                .extract()
                .path("items.kind");
    }
}
