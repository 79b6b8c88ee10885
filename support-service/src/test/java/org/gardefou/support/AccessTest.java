package org.gardefou.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Client.customer;
import static org.gardefou.support.testing.Client.operator;
import static org.gardefou.support.testing.Client.panel;
import static org.gardefou.support.testing.Client.system;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.gardefou.kit.id.Ids;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Scene;
import org.junit.jupiter.api.Test;

/** Each sees what is theirs; for everybody else it does not exist. */
@QuarkusTest
class AccessTest {

    @Inject
    Bus bus;

    @Test
    void whatBelongsToAnotherCustomerDoesNotExist() {
        // Given a case with an offered price
        Scene scene = new Scene(bus).broken();
        String id = scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "PAID_REPAIR").then().statusCode(200);
        String quote = scene.customer().get("/quotes?case=" + id).path("items[0].id");
        String decision = scene.customer().get("/coverage-decisions?case=" + id).path("items[0].id");
        String version = scene.etag("/cases/" + id);
        List<String> readable = List.of(
                "/cases/" + id, "/cases/" + id + "/timeline", "/quotes/" + quote, "/coverage-decisions/" + decision);
        // When others ask: another customer, another panel, the owner's id in the wrong claim
        for (UUID other : List.of(UUID.randomUUID(), scene.connection)) {
            for (String path : readable)
                customer(other).get(path).then().statusCode(404).body("type", equalTo("/problems/not-found"));
            assertNothingListed(() -> customer(other), id, scene);
            customer(other)
                    .header("If-Match", "*")
                    .body("{\"option\":\"GUIDE\"}")
                    .post("/cases/" + id + "/choice")
                    .then()
                    .statusCode(404);
            customer(other)
                    .body("{\"text\":\"hello\"}")
                    .post("/cases/" + id + "/messages")
                    .then()
                    .statusCode(404);
            customer(other)
                    .header("If-Match", "*")
                    .body("{\"buttonText\":\"Commander\"}")
                    .post("/quotes/" + quote + "/acceptance")
                    .then()
                    .statusCode(404);
            customer(other)
                    .header("If-Match", "*")
                    .post("/quotes/" + quote + "/refusal")
                    .then()
                    .statusCode(404);
            customer(other)
                    .body("{\"site\":\"%s\",\"subject\":\"s\",\"message\":\"m\"}".formatted(scene.site))
                    .post("/cases")
                    .then()
                    .statusCode(404);
        }
        for (String path : readable) panel(scene.customer).get(path).then().statusCode(404);
        // Then nothing has happened, and those whose it is see it
        assertThat(scene.etag("/cases/" + id)).isEqualTo(version);
        for (String path : readable)
            for (RequestSpecification caller : List.of(scene.customer(), panel(scene.connection), operator(), system()))
                caller.get(path).then().statusCode(200);
        panel(scene.connection).get("/cases").then().body("items.id", hasItem(id));
        // When the site moves to another panel
        UUID there = Ids.next();
        scene.send("site.registered", scene.event("site.registered").put("connection", there.toString()));
        // Then all of it is the new panel's to see, and the old one's no longer
        for (String path : readable) {
            await().atMost(SOON)
                    .untilAsserted(() -> panel(there).get(path).then().statusCode(200));
            panel(scene.connection).get(path).then().statusCode(404);
        }
        assertNothingListed(() -> panel(scene.connection), id, scene);
    }

    @Test
    void staffDoesNotAcceptForACustomerButASystemRelaysTheClick() {
        Scene scene = new Scene(bus).broken();
        String id = scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(id, "PAID_REPAIR").then().statusCode(200);
        String quote = scene.customer().get("/quotes?case=" + id).path("items[0].id");
        String path = "/quotes/" + quote + "/acceptance";
        String body = "{\"buttonText\":\"Commander\"}";

        operator().header("If-Match", "*").body(body).post(path).then().statusCode(403);
        panel(scene.connection)
                .header("If-Match", "*")
                .body(body)
                .post(path)
                .then()
                .statusCode(403);
        system().header("If-Match", "*").body(body).post(path).then().statusCode(200);
        operator()
                .get("/audit?resourceId=" + quote)
                .then()
                .statusCode(200)
                .body("items.action", hasItem("quote.accept"));
        scene.customer().get("/audit").then().statusCode(403);
    }

    /** @param caller makes a request anew: one keeps the parameters of the request before */
    private static void assertNothingListed(Supplier<RequestSpecification> caller, String id, Scene scene) {
        for (String path : List.of("/cases?site=" + scene.site, "/coverage-decisions?case=" + id, "/quotes?case=" + id))
            caller.get().get(path).then().statusCode(200).body("items", hasSize(0));
    }
}
