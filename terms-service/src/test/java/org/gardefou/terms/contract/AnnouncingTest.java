package org.gardefou.terms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Database;
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
}
