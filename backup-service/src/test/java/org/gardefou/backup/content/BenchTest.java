package org.gardefou.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

/** One at a time for each, and two for all. */
class BenchTest {

    private final Bench bench = new Bench(2);

    @Test
    void whoHasASeatGetsNoSecondOne() {
        assertThat(bench.<String>taken("a", () -> {
                    demandRefused("a");
                    return bench.taken("b", () -> "both");
                }))
                .isEqualTo("both");
        assertThat(bench.<String>taken("a", () -> "again")).isEqualTo("again");
    }

    @Test
    void whenAllAreTakenOthersComeBackAndFindOneFree() {
        bench.taken(
                "a",
                () -> bench.taken("b", () -> {
                    demandRefused("c");
                    return "";
                }));
        assertThat(bench.<String>taken("c", () -> "free")).isEqualTo("free");
    }

    @Test
    void whatFailsLeavesItsSeat() {
        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> bench.taken("a", () -> {
                        throw new IllegalStateException("no answer");
                    }))
                    .hasMessage("no answer");
    }

    private void demandRefused(String who) {
        assertThatThrownBy(() -> bench.taken(who, () -> "")).isInstanceOfSatisfying(HttpProblem.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(429);
            assertThat(refused.getHeaders()).containsEntry("Retry-After", 2L);
        });
    }
}
