package org.gardefou.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gardefou.support.testing.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden examples against their schemas; what is really written is compared in the story's test. */
class EventContractsTest {

    static List<String> types() {
        return Schemas.types();
    }

    @Test
    void everythingThatIsToldHasAnExample() {
        assertThat(types())
                .containsExactly(
                        "case.opened",
                        "case.resolved",
                        "case.updated",
                        "coverage.decided",
                        "quote.accepted",
                        "quote.declined",
                        "quote.expired",
                        "quote.offered",
                        "sla.breached",
                        "sla.met",
                        "sla.warned");
    }

    @ParameterizedTest
    @MethodSource("types")
    void anExampleFollowsItsSchemaAndWhatIsUnlikeItDoesNot(String type) {
        String example = Schemas.example(type);

        assertThat(Schemas.errors(type, example)).isEmpty();
        assertThat(Schemas.errors(type, example.replaceFirst("\\{", "{\"surprise\": 1,")))
                .isNotEmpty();
        assertThat(Schemas.errors(type, example.replaceFirst("\"site\"", "\"place\"")))
                .isNotEmpty();
        assertThat(Schemas.errors(type, example.replaceFirst("\"at\": \"[^\"]+\"", "\"at\": \"yesterday\"")))
                .isNotEmpty();
        assertThat(Schemas.errors(type, example.replaceFirst("\"site\": \"[^\"]+\"", "\"site\": null")))
                .isNotEmpty();
    }

    @Test
    void aPaidWayOutWithoutAPriceIsNotOne() {
        String free = Schemas.example("case.opened").replaceFirst("\"GUIDE\"", "\"PAID_REPAIR\"");

        assertThat(Schemas.errors("case.opened", free)).isNotEmpty();
    }
}
