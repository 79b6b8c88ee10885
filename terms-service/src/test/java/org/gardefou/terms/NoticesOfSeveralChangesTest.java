package org.gardefou.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.customer;
import static org.gardefou.terms.testing.Client.system;
import static org.gardefou.terms.testing.Scene.SOON;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.inbox.BatchHandler;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.gardefou.terms.testing.SiteHistory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that one actor makes to the same part of a site within a while are told of together. */
@QuarkusTest
class NoticesOfSeveralChangesTest {

    @Inject
    Bus bus;

    @Inject
    BatchHandler inbox;

    private Scene scene;
    private Instant start;

    @BeforeEach
    void aCustomerWithAContract() {
        scene = new Scene(bus).publish().accept().registerSite().contract();
        start = Instant.now().minusSeconds(1200);
    }

    @Test
    void tenPluginUpdatesMakeOneNotice() {
        List<UUID> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) changes.add(update("plugin-" + i, start.plusSeconds(30L * i)));

        String notice = scene.notice(changes.getLast());

        await().atMost(SOON).untilAsserted(() -> assertThat(scene.notice(changes.getFirst()))
                .isEqualTo(notice));
        customer(scene.customer)
                .get("/risk-notices/" + notice)
                .then()
                .statusCode(200)
                .body("changeCount", equalTo(10))
                .body("changes", hasSize(10))
                .body("changes[9].object", equalTo("plugin-9"))
                .body("change", equalTo(changes.getFirst().toString()))
                .body("text.title.fr", equalTo("10 extensions modifiées : plugin-0, plugin-1, plugin-2 et 7 autres"));
        assertThat(notices()).hasSize(1);
        assertThat(bus.told("risk-notice.raised", scene.site)).hasSize(1);
        assertThat(bus.told("risk-notice.extended", scene.site))
                .hasSize(9)
                .last()
                .satisfies(told -> {
                    assertThat(told.data().path("changes").asInt()).isEqualTo(10);
                    assertThat(told.data().path("levelRaised").asBoolean()).isFalse();
                    assertThat(told.data().path("notice").asText()).isEqualTo(notice);
                });
    }

    @Test
    void aDangerThatJoinsRaisesTheLevelAndAsksForASafetyBackup() {
        UUID mild = tell("site.plugin-removed", "old-gallery", "CUSTOMER", start);
        UUID danger = update("shop-turbo", start.plusSeconds(60));

        String notice = scene.notice(danger);

        assertThat(scene.notice(mild)).isEqualTo(notice);
        system().get("/risk-notices/" + notice)
                .then()
                .body("level", equalTo("DANGER"))
                .body("text.mayHappen.fr", startsWith("Une extension nouvelle"))
                .body("text.mayHappen.fr", containsString("ce qui a été supprimé"));
        JsonNode told = bus.told("risk-notice.extended", scene.site).getFirst().data();
        assertThat(told.path("changeLevel").asText()).isEqualTo("DANGER");
        assertThat(told.path("levelRaised").asBoolean()).isTrue();
        assertThat(told.path("change").asText()).isEqualTo(danger.toString());
    }

    @Test
    void aChangeAfterTheAcknowledgementMakesANewNotice() {
        String first = scene.notice(update("one", start));
        acknowledge(first, 200, "{}");

        String second = scene.notice(update("two", start.plusSeconds(10)));

        assertThat(second).isNotEqualTo(first);
        system().get("/risk-notices/" + first).then().body("changeCount", equalTo(1));
    }

    @Test
    void aNoticeThatIsToldFurtherHasToReachTheCustomerAnew() {
        UUID one = update("one", start);
        String notice = scene.notice(one);
        customer(scene.customer).get("/risk-notices/" + notice).then().body("state", equalTo("DELIVERED"));
        UUID two = update("two", start.plusSeconds(10));
        assertThat(scene.notice(two)).isEqualTo(notice);

        // What was read is not what would be acknowledged
        system().get("/risk-notices/" + notice).then().body("state", equalTo("RAISED"));
        acknowledge(notice, 409, "{\"changes\": 1}");
        acknowledge(notice, 200, "{\"changes\": 2}");
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.delivered", scene.site))
                .hasSize(2));
    }

    @Test
    void whatHappenedLongAfterOrBeforeIsToldOfApart() {
        String first = scene.notice(update("one", start));
        // Twice within ten minutes of the one before, and never further than an hour from the first
        for (int i = 1; i <= 6; i++)
            assertThat(scene.notice(update("more", start.plusSeconds(590L * i))))
                    .isEqualTo(first);
        String next = scene.notice(update("more", start.plusSeconds(590L * 7)));
        assertThat(next).isNotEqualTo(first);
        // A report that comes late is told of alone, and leaves the open one open
        String late = scene.notice(update("late", start.minusSeconds(86_400)));
        assertThat(late).isNotEqualTo(first).isNotEqualTo(next);
        assertThat(scene.notice(update("more", start.plusSeconds(590L * 7 + 20))))
                .isEqualTo(next);
        // One that was overtaken by a little is put in its place
        UUID overtaken = update("overtaken", start.plusSeconds(590L * 7 - 30));
        assertThat(scene.notice(overtaken)).isEqualTo(next);
        system().get("/risk-notices/" + next)
                .then()
                .body("changes[0].change", equalTo(overtaken.toString()))
                .body("changeCount", equalTo(3));
    }

    @Test
    void otherActorsAndOtherPartsOfTheSiteAreToldOfApart() {
        String customers = scene.notice(update("one", start));
        String staffs = scene.notice(tell("site.plugin-updated", "one", "STAFF", start));
        String theme = scene.notice(tell("site.theme-changed", "one", "CUSTOMER", start));

        assertThat(List.of(customers, staffs, theme)).doesNotHaveDuplicates();
        system().get("/risk-notices/" + staffs).then().body("help", equalTo("INCLUDED"));
    }

    @Test
    void aChangeThatIsToldAgainCountsOnce() {
        UUID change = Ids.next();
        UUID event = Ids.next();
        ObjectNode data = event("site.plugin-updated", change, "one", "CUSTOMER", start);
        bus.send("gardefou.site-changes", "site.plugin-updated", event, data);
        bus.send("gardefou.site-changes", "site.plugin-updated", event, data);
        // The same change under another event, as after a topic was written anew
        bus.send("gardefou.site-changes", "site.plugin-updated", Ids.next(), data);
        String notice = scene.notice(update("two", start.plusSeconds(5)));

        system().get("/risk-notices/" + notice).then().body("changeCount", equalTo(2));
    }

    /** What two replicas do for a moment, when a partition moves from one to the other. */
    @Test
    void writersAtTheSameTimeLoseNoChangeAndOpenOneNotice() throws Exception {
        int writers = 4;
        int each = 15;
        CountDownLatch ready = new CountDownLatch(writers);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (int writer = 0; writer < writers; writer++)
                done.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    for (int i = 0; i < each; i++)
                        inbox.handle(List.of(record(
                                event("site.plugin-updated", Ids.next(), "p", "CUSTOMER", start.plusSeconds(i)))));
                    return null;
                }));
            for (Future<?> one : done) one.get();
        }

        List<String> notices = notices();
        assertThat(notices).hasSize(1);
        system().get("/risk-notices/" + notices.getFirst())
                .then()
                .body("changeCount", equalTo(writers * each))
                .body("changes", hasSize(20))
                .body("text.title.en", startsWith(writers * each + " plugins changed"));
        await().atMost(SOON).untilAsserted(() -> assertThat(bus.told("risk-notice.extended", scene.site))
                .hasSize(writers * each - 1));
    }

    @Test
    void aNameThatHidesSomethingIsShownAndLosesNothing() {
        UUID change = tell("site.plugin-updated", "shop\u202Etxt.\u0000\u001B[31m{object}", "CUSTOMER", start);
        String notice = scene.notice(change);
        UUID longOne = tell("site.theme-changed", "x".repeat(1000), "CUSTOMER", start);

        system().get("/risk-notices/" + notice)
                .then()
                .body("changes[0].object", equalTo("shop\uFFFDtxt.\uFFFD\uFFFD[31m(object)"))
                .body("text.title.fr", endsWith("shop\uFFFDtxt.\uFFFD\uFFFD[31m(object)"));
        system().get("/risk-notices/" + scene.notice(longOne)).then().body("text.title.en", endsWith("x…"));
    }

    private List<String> notices() {
        return system().get("/risk-notices?site=" + scene.site).then().extract().path("items.id");
    }

    private void acknowledge(String notice, int status, String body) {
        customer(scene.customer)
                .body(body)
                .post("/risk-notices/" + notice + "/acknowledgement")
                .then()
                .statusCode(status);
    }

    private UUID update(String plugin, Instant at) {
        return tell("site.plugin-updated", plugin, "CUSTOMER", at);
    }

    private UUID tell(String type, String name, String actor, Instant at) {
        UUID change = Ids.next();
        bus.send("gardefou.site-changes", type, event(type, change, name, actor, at));
        return change;
    }

    private ObjectNode event(String type, UUID change, String name, String actor, Instant at) {
        ObjectNode event = scene.changeEvent(type, change).put("happenedAt", at.toString());
        ((ObjectNode) event.get("object")).put("name", name);
        ((ObjectNode) event.get("actor")).put("kind", actor);
        return event;
    }

    private static ConsumerRecord<String, byte[]> record(ObjectNode data) {
        return new SiteHistory.Event("gardefou.site-changes", "site.plugin-updated", Ids.next(), data).record();
    }
}
