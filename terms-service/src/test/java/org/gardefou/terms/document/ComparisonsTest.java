package org.gardefou.terms.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.testing.Client.anybody;
import static org.gardefou.terms.testing.Client.system;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.UUID;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.testing.Authoring;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Busy;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** Comparing versions is work, and anybody may ask for it: it is bounded, and done once. */
@QuarkusTest
class ComparisonsTest {

    @Inject
    Bus bus;

    @Inject
    Comparisons comparisons;

    @Inject
    PublishedTerms terms;

    @Test
    void whoAsksWhileOthersAreComparedIsToldWhenToComeBack() {
        Scene scene = new Scene(bus).publish().promise("PT24H", "PT72H");
        String next = scene.draft(scene.defaultClauses());
        Authoring.publish(next, "{}").then().statusCode(200);
        String there = "/versions/" + next + "/differences?from=" + scene.version;
        String back = "/versions/" + scene.version + "/differences?from=" + next;
        anybody().get("/legal-centre" + there).then().statusCode(200);

        try (Busy busy = new Busy(work -> comparisons.bench().now(new Comparisons.Pair(Ids.next(), Ids.next()), () -> {
            work.run();
            throw new AssertionError();
        }))) {
            anybody()
                    .get("/legal-centre" + back)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .body("type", equalTo("/problems/too-many-requests"));
            RestAssured.get("/terms/legal" + back)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", "2")
                    .body(containsString("Trop de demandes"));
            system().get(back).then().statusCode(429);
            // What was compared once costs nothing, and which topics differ next to nothing
            anybody().get("/legal-centre" + there).then().statusCode(200).body("clauses.code", hasItem("C11"));
            assertThat(terms.topicsThatDiffer(UUID.fromString(next), UUID.fromString(scene.version)))
                    .hasValueSatisfying(topics -> assertThat(topics).containsKey("C11"));
        }

        anybody().get("/legal-centre" + back).then().statusCode(200);
    }

    @Test
    void theSameIsComparedOnce() {
        Scene scene = new Scene(bus).publish();
        String next = scene.draft(scene.defaultClauses());
        Authoring.publish(next, "{}").then().statusCode(200);
        UUID from = UUID.fromString(scene.version);
        UUID to = UUID.fromString(next);

        assertThat(terms.differences(from, to).orElseThrow())
                .isSameAs(terms.differencesPatiently(from, to).orElseThrow());
    }
}
