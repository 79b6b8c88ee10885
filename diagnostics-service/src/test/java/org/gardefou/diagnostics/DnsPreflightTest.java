package org.gardefou.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.diagnostics.testing.Client.customer;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.gardefou.diagnostics.testing.Scene;
import org.gardefou.kit.id.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pre-flight as a panel's customer asks for it; what it finds is in {@code PreflightRulesTest}. */
@QuarkusTest
class DnsPreflightTest {

    private static final Map<String, Object> MAIL =
            Map.of("name", "@", "type", "MX", "ttl", 3600, "value", "10 mail.hoster.example.");

    private Scene scene;

    @BeforeEach
    void aSite() {
        scene = Scene.onPaper();
    }

    @Test
    void aRemovedMailServerIsToldInBothLanguagesWithWhatToDo() {
        Map<String, Object> risk = customer(scene.customer())
                .body(body(scene.domain(), List.of()))
                .post("/dns-preflights")
                .then()
                .statusCode(200)
                .extract()
                .path("risks[0]");

        assertThat(risk)
                .containsEntry("rule", "MX_REMOVED")
                .containsEntry("level", "CRITICAL")
                .containsKeys("text", "advice");
    }

    @Test
    void theZoneOfNobodysSiteAndTheSiteOfAnotherAreRefused() {
        customer(scene.customer())
                .body(body("other.example", List.of()))
                .post("/dns-preflights")
                .then()
                .statusCode(400)
                .body(containsString("/zone"));
        customer(Ids.next())
                .body(body(scene.domain(), List.of()))
                .post("/dns-preflights")
                .then()
                .statusCode(404);
    }

    private Map<String, Object> body(String zone, List<?> after) {
        return Map.of(
                "site",
                scene.site(),
                "zone",
                zone,
                "before",
                Map.of("records", List.of(MAIL)),
                "after",
                Map.of("records", after));
    }
}
