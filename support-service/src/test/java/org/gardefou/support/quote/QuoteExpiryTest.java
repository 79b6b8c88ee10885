package org.gardefou.support.quote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.support.testing.Scene.SOON;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.gardefou.support.testing.Bus;
import org.gardefou.support.testing.Bus.Told;
import org.gardefou.support.testing.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Offers whose time is over, in the database and in their cases. */
@QuarkusTest
class QuoteExpiryTest {

    @Inject
    Bus bus;

    @Inject
    QuoteExpiry expiry;

    @Inject
    EntityManager database;

    private Scene scene;
    private String supportCase = "";
    private String quote = "";

    @BeforeEach
    void anOfferThatIsOverdue() {
        scene = new Scene(bus).broken();
        supportCase = scene.awaitWays("RESTORE", "GUIDE", "PAID_REPAIR");
        scene.choose(supportCase, "PAID_REPAIR").then().statusCode(200);
        quote = scene.customer().get("/quotes?case=" + supportCase).path("items[0].id");
        QuarkusTransaction.requiringNew().run(() -> database.createNativeQuery(
                        "update quote set valid_until = now() - interval '1 second' where id = ?1")
                .setParameter(1, UUID.fromString(quote))
                .executeUpdate());
    }

    @Test
    void theSweepEndsItAndTheCaseOffersItsWaysAgain() {
        // When
        expiry.run();
        // Then
        scene.customer().get("/quotes/" + quote).then().body("state", equalTo("EXPIRED"));
        scene.customer()
                .get("/cases/" + supportCase)
                .then()
                .body("status", equalTo("DECIDED"))
                .body("choice", nullValue());
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(bus.told(scene.site)).extracting(Told::type).contains("quote.expired"));
        // And a second sweep finds nothing to do
        String version = scene.etag("/quotes/" + quote);
        expiry.run();
        assertThat(scene.etag("/quotes/" + quote)).isEqualTo(version);
    }

    @Test
    void whoAsksAgainBeforeTheSweepGetsANewOffer() {
        scene.choose(supportCase, "PAID_REPAIR").then().statusCode(200);

        scene.customer().get("/quotes?case=" + supportCase).then().body("items.state", contains("OFFERED", "EXPIRED"));
    }
}
