package org.gardefou.terms.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which of the versions of a document stands where. */
class PublishedVersionTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final Edition first = edition(1, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    private final Edition second = edition(2, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");
    private final Edition third = edition(3, "2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z");

    @Test
    void theLastOneThatBeganIsInForceAndTheOthersAreBeforeOrBehindIt() {
        assertThat(PublishedVersion.reigns(List.of(second, third, first), NOW))
                .extracting(
                        PublishedVersion.Reign::version,
                        PublishedVersion.Reign::standing,
                        PublishedVersion.Reign::until)
                .containsExactly(
                        tuple(third.id(), PublishedVersion.Standing.SCHEDULED, null),
                        tuple(second.id(), PublishedVersion.Standing.IN_FORCE, third.effect()),
                        tuple(first.id(), PublishedVersion.Standing.SUPERSEDED, second.effect()));
    }

    @Test
    void oneThatWasWithdrawnEndsNoOther() {
        third.withdraw("Une erreur", NOW);

        assertThat(PublishedVersion.reigns(List.of(third, second), NOW))
                .containsExactly(new PublishedVersion.Reign(second.id(), PublishedVersion.Standing.IN_FORCE, null));
    }

    @Test
    void ofTwoWithTheSameFirstDayTheOnePublishedLastIsInForce() {
        Edition corrected = edition(4, "2026-05-02T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(PublishedVersion.reigns(List.of(second, corrected), NOW))
                .extracting(PublishedVersion.Reign::version, PublishedVersion.Reign::standing)
                .containsExactly(
                        tuple(corrected.id(), PublishedVersion.Standing.IN_FORCE),
                        tuple(second.id(), PublishedVersion.Standing.SUPERSEDED));
    }

    private static Edition edition(int number, String published, String effective) {
        Instant at = Instant.parse(published);
        Edition edition = new Edition(UUID.randomUUID(), UUID.randomUUID(), number, List.of(), at);
        edition.publish("{}", "0".repeat(64), null, Instant.parse(effective), at);
        return edition;
    }
}
