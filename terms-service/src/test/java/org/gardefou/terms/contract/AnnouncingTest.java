package org.gardefou.terms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gardefou.kit.job.Jobs;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
import org.gardefou.terms.testing.HeldRow;
import org.gardefou.terms.testing.Scene;
import org.gardefou.terms.testing.TermsChange;
import org.junit.jupiter.api.Test;

/** To whom a version is news. */
@QuarkusTest
class AnnouncingTest {

    @Inject
    Bus bus;

    @Inject
    Database database;

    @Inject
    Announcing announcing;

    @Inject
    Jobs jobs;

    @Test
    void whoIsUnderAVersionAlreadyIsNotToldThatItComes() {
        Scene scene = new Scene(bus).publish();
        String first = scene.version;
        scene.promise("PT24H", "PT12H");
        scene.version = scene.draft(scene.defaultClauses());
        Authoring.publish(scene.version, "{}").then().statusCode(200);
        scene.accept().registerSite().contract();

        // As when the work of its publication, or of the one before, is done late
        announcing.run(scene.version);
        announcing.run(first);

        assertThat(system().get("/change-notices?contract=" + scene.contract).<List<?>>path("items"))
                .isEmpty();
        // What is published after it is news
        scene.promise("PT24H", "PT6H");
        String next = scene.draft(scene.defaultClauses());
        Authoring.publish(next, "{}").then().statusCode(200);
        await().atMost(Scene.SOON).untilAsserted(() -> assertThat(
                        system().get("/change-notices?contract=" + scene.contract + "&version=" + next)
                                .<List<?>>path("items"))
                .hasSize(1));
    }

    /** The work of two publications can be done in any order. */
    @Test
    void ofTheSameFirstDayTheyApplyAsTheyWerePublishedInWhateverOrderTheyWereTold() throws SQLException {
        Scene scene = TermsChange.contracted(bus);
        Instant effective = Instant.now().plus(Duration.ofDays(1));
        TermsChange.published(scene.promise("PT24H", "PT12H"), TermsChange.from(effective));
        String best = TermsChange.published(scene.promise("PT24H", "PT6H"), TermsChange.from(effective));
        String notice = TermsChange.notice(scene, best);

        database.execute("update change_notice set announced_at = announced_at - interval '1 hour' where id = '%s'"
                .formatted(notice));

        TermsChange.terms(scene, effective.plusSeconds(1))
                .then()
                .body("applies.version", equalTo(best))
                .body("waiting", hasSize(0));
    }

    /** A click that comes while the notices go out meets the work that makes them. */
    @Test
    void whoAcceptsAsTheyAreToldIsToldOnceAndIsUnderTheVersion() throws Exception {
        Scene scene = TermsChange.contracted(bus).promise("PT24H", "PT72H");
        try (ExecutorService clicks = Executors.newVirtualThreadPerTaskExecutor();
                HeldRow held = new HeldRow(
                        "contract",
                        "select 1 from contract where id = '%s' for no key update".formatted(scene.contract))) {
            scene.version = TermsChange.published(scene, TermsChange.LEGAL_DUTY);
            held.awaitWaiting(1);
            Future<Scene> click = clicks.submit(scene::acceptForContract);
            held.awaitWaiting(2);
            held.letGo();
            click.get();
        }

        system().get("/contracts/" + scene.contract)
                .then()
                .body("terms.version", equalTo(scene.version))
                .body("acceptance", equalTo(scene.acceptance));
        await().atMost(Scene.SOON).until(() -> !jobs.pending(Announcing.class, scene.version));
        system().get("/change-notices?contract=" + scene.contract)
                .then()
                .body("items.state", contains("BOUND"))
                .body("items.acceptance", contains(scene.acceptance));
    }
}
