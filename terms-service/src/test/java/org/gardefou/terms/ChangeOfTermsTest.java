package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.panel;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.TermsChange.DELIVERY;
import static org.gardefou.terms.testing.TermsChange.LEAVING;
import static org.gardefou.terms.testing.TermsChange.LEGAL_DUTY;
import static org.gardefou.terms.testing.TermsChange.another;
import static org.gardefou.terms.testing.TermsChange.contracted;
import static org.gardefou.terms.testing.TermsChange.deliver;
import static org.gardefou.terms.testing.TermsChange.from;
import static org.gardefou.terms.testing.TermsChange.notice;
import static org.gardefou.terms.testing.TermsChange.published;
import static org.gardefou.terms.testing.TermsChange.terms;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** What happens to those who agreed when the terms change: they are told in time, and bound when the notice has run, or nothing changes for them. */
@QuarkusTest
class ChangeOfTermsTest {

    private static final Duration MONTHS = Duration.ofDays(92);

    @Inject
    Bus bus;

    @Test
    void whoWasNotToldStaysOnTheOldVersionAndWhoWasIsBoundWhenTheNoticeHasRun() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        Instant effective = Instant.now().plus(Duration.ofDays(40)).truncatedTo(ChronoUnit.MICROS);
        String later = published(scene, from(effective));
        String notice = notice(scene, later);

        assertThat(bus.told("terms.change-announced", scene.site))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().path("version").asText()).isEqualTo(later);
                    assertThat(told.data().path("customer").asText()).isEqualTo(scene.customer.toString());
                    assertThat(told.data().path("exitDays").asInt()).isEqualTo(30);
                });
        terms(scene, Instant.now().plus(MONTHS))
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("applies.basis", equalTo("ACCEPTED"))
                .body("waiting.version", contains(later))
                .body("waiting.why", contains("NOT_TOLD"));
        system().get("/change-notices?delivered=false&version=" + later).then().body("items.id", contains(notice));
        // Only staff and systems say that it was delivered, once, and not in the future
        customer(scene.customer)
                .body(DELIVERY)
                .post("/change-notices/" + notice + "/delivery")
                .then()
                .statusCode(403);
        system().body(DELIVERY.replace("}", ", \"at\": \"2090-01-01T00:00:00Z\"}"))
                .post("/change-notices/" + notice + "/delivery")
                .then()
                .statusCode(400);
        Response delivered = deliver(notice);
        delivered.then().statusCode(200).body("bindsFrom", notNullValue()).body("exitUntil", notNullValue());
        assertThat(deliver(notice).<String>path("deliveredAt")).isEqualTo(delivered.path("deliveredAt"));

        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting.why", contains("NOT_YET"));
        terms(scene, effective.plusSeconds(60))
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("NOTICE"))
                .body("waiting", hasSize(0));
        assertThat(Instant.parse(delivered.path("bindsFrom"))).isEqualTo(effective);
        customer(scene.customer)
                .get("/evidence?site=" + scene.site)
                .then()
                .body("items.kind", hasItem("terms.change-announced"))
                .body("items.kind", hasItem("terms.change-delivered"));
        // It is the customer's and the panel's, and nobody else's
        panel(scene.connection).get("/change-notices/" + notice).then().statusCode(200);
        customer(Ids.next()).get("/change-notices/" + notice).then().statusCode(404);
        customer(Ids.next())
                .get("/contracts/" + scene.contract + "/terms")
                .then()
                .statusCode(404);
    }

    @Test
    void aChangeThatTheLawImposesAppliesAsSoonAsTheCustomerIsToldAndTheyMayStillLeave() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String later = published(scene, LEGAL_DUTY);
        String notice = notice(scene, later);
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(scene.version))
                .body("waiting.why", contains("NOT_TOLD"));

        deliver(notice).then().statusCode(200);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.data().at("/promises/backup/frequency").asText())
                            .isEqualTo("PT72H");
                    assertThat(told.data().at("/terms/version").asText()).isEqualTo(later);
                }));
        system().get("/contracts/" + scene.contract)
                .then()
                .body("terms.version", equalTo(later))
                .body("terms.number", equalTo(2));
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("NOTICE"));
        // Who does what is told by it
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(later));
        system().get("/change-notices/" + notice).then().body("state", equalTo("BOUND"));
        // At once, since they say so
        customer(scene.customer)
                .body(LEAVING)
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"));
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.ended", scene.site))
                .hasSize(1));
    }

    /** The later one is only better and could have applied at once; it follows one that waited for its customer. */
    @Test
    void theLastVersionThatBeganToApplyIsTheOneThatStands() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String told = published(scene, LEGAL_DUTY);
        String notice = notice(scene, told);
        scene.promise("PT24H", "PT48H");
        String better = published(scene, "{}");
        notice(scene, better);

        deliver(notice).then().statusCode(200);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(2));
        terms(scene, Instant.now()).then().body("applies.version", equalTo(better));
        // Who does what is told by it too, and what is judged late
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(better));
        Instant before = Instant.parse(system().get("/change-notices/" + notice).path("bindsFrom"));
        terms(scene, before.minusMillis(1)).then().body("applies.version", equalTo(scene.version));
    }

    @Test
    void ofVersionsWithTheSameFirstDayEachAppliesInItsTurn() {
        Instant begun = Instant.now();
        Scene scene = contracted(bus);
        // What is before it took a few publications' time: two more are done by then, on a busy machine too.
        Duration took = Duration.between(begun, Instant.now());
        Instant effective = Instant.now().plus(took.multipliedBy(4)).plusSeconds(3);
        String better = published(scene.promise("PT24H", "PT12H"), from(effective));
        String best = published(scene.promise("PT24H", "PT6H"), from(effective));
        notice(scene, better);
        notice(scene, best);

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .hasSize(2));

        system().get("/contracts/" + scene.contract).then().body("terms.version", equalTo(best));
        terms(scene, Instant.now()).then().body("applies.version", equalTo(best));
        customer(scene.customer)
                .get("/responsibilities?site=" + scene.site)
                .then()
                .body("version", equalTo(best));
    }

    @Test
    void whatIsOnlyBetterAppliesAtOnce() {
        Scene scene = contracted(bus).promise("PT24H", "PT12H");
        String later = published(scene, "{}");

        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(bus.told("contract.changed", scene.site))
                .singleElement()
                .satisfies(told -> assertThat(
                                told.data().at("/promises/backup/frequency").asText())
                        .isEqualTo("PT12H")));
        terms(scene, Instant.now())
                .then()
                .body("applies.version", equalTo(later))
                .body("applies.basis", equalTo("PUBLICATION"));
        customer(scene.customer)
                .body(LEAVING)
                .post("/contracts/" + scene.contract + "/exit")
                .then()
                .statusCode(409);
    }

    @Test
    void everyContractUnderTheTermsIsToldOnce() {
        Scene first = contracted(bus);
        List<Scene> all =
                Stream.of(first, another(bus, first), another(bus, first)).toList();
        String later =
                published(first.promise("PT24H", "PT72H"), from(Instant.now().plus(Duration.ofDays(40))));

        all.forEach(scene -> assertThat(notice(scene, later)).isNotBlank());

        system().get("/change-notices?version=" + later).then().body("items", hasSize(3));
        assertThat(all).allSatisfy(scene -> await().atMost(Scene.SOON)
                .untilAsserted(() -> assertThat(bus.told("terms.change-announced", scene.site))
                        .hasSize(1)));
    }

    @Test
    void whoComesWhileAVersionIsScheduledIsToldOfItToo() {
        Scene scene = contracted(bus).promise("PT24H", "PT72H");
        String later = published(scene, from(Instant.now().plus(Duration.ofDays(40))));
        Scene newcomer = another(bus, scene);

        assertThat(notice(newcomer, later)).isNotBlank();
    }
}
