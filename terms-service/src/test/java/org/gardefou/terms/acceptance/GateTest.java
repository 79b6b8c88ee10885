package org.gardefou.terms.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.gardefou.kit.id.Ids;
import org.gardefou.terms.acceptance.Gate.Found;
import org.gardefou.terms.acceptance.Gate.Purpose;
import org.gardefou.terms.acceptance.Gate.Question;
import org.gardefou.terms.acceptance.Gate.Reason;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.testing.Bus;
import org.gardefou.terms.testing.Scene;
import org.junit.jupiter.api.Test;

/** The gate as many ask it at once; what it answers over HTTP is in AcceptanceTest and ImportTest. */
@QuarkusTest
class GateTest {

    @Inject
    GateReader reader;

    @Inject
    Bus bus;

    @Test
    void whoAsksAtTheSameTimeGetsTheirOwnAnswer() {
        // Given one who has accepted, and many who have not
        Scene scene = new Scene(bus).publish();
        scene.accept();
        UUID plan = UUID.fromString(scene.plan);
        Instant now = Instant.now();
        List<CompletableFuture<Found>> found = new ArrayList<>();
        // When
        for (int i = 0; i < 300; i++) {
            UUID customer = i % 3 == 0 ? scene.customer : Ids.next();
            Audience audience = i % 5 == 0 ? Audience.PROFESSIONAL : Audience.CONSUMER;
            found.add(reader.read(new Question(customer, plan, audience, Purpose.ORDER, now)));
        }
        // Then
        for (int i = 0; i < 300; i++) {
            Gate.Answer answer = Gate.answer(Purpose.ORDER, found.get(i).join(), null);
            assertThat(answer.allowed()).isEqualTo(i % 3 == 0 && i % 5 != 0);
            if (!answer.allowed())
                assertThat(answer.missing())
                        .extracting(Gate.Missing::reason)
                        .containsExactly(i % 5 == 0 ? Reason.NO_TERMS_IN_FORCE : Reason.NEVER_ACCEPTED);
        }
    }
}
