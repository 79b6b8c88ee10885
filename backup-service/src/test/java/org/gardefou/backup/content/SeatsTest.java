package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

/** One at a time for each, and two for all. */
class SeatsTest {

    private final Seats seats = new Seats(2);

    @Test
    void whoHasASeatGetsNoSecondOne() {
        assertThat(seats.<String>taken("a", () -> {
                    demandRefused("a");
                    return seats.taken("b", () -> "both");
                }))
                .isEqualTo("both");
        assertThat(seats.<String>taken("a", () -> "again")).isEqualTo("again");
    }

    @Test
    void whenAllAreTakenOthersComeBackAndFindOneFree() {
        seats.taken(
                "a",
                () -> seats.taken("b", () -> {
                    demandRefused("c");
                    return "";
                }));
        assertThat(seats.<String>taken("c", () -> "free")).isEqualTo("free");
    }

    @Test
    void whatFailsLeavesItsSeat() {
        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> seats.taken("a", () -> {
                        throw new IllegalStateException("no answer");
                    }))
                    .hasMessage("no answer");
    }

    private void demandRefused(String who) {
        assertThatThrownBy(() -> seats.taken(who, () -> "")).isInstanceOfSatisfying(HttpProblem.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(refused.getHeaders()).containsEntry("Retry-After", 2L);
        });
    }
}
