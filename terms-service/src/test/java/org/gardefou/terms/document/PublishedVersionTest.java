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

    private final Editions.Issued first = edition(1, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
    private final Editions.Issued second = edition(2, "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");
    private final Editions.Issued third = edition(3, "2026-11-01T00:00:00Z", "2027-01-01T00:00:00Z");

    @Test
    void theLastOneThatBeganIsInForceAndTheOthersAreBeforeOrBehindIt() {
        assertThat(PublishedVersion.reigns(List.of(second, third, first), NOW))
                .extracting(
                        PublishedVersion.Reign::version,
                        PublishedVersion.Reign::standing,
                        PublishedVersion.Reign::until)
                .containsExactly(
                        tuple(third.version(), PublishedVersion.Standing.SCHEDULED, null),
                        tuple(second.version(), PublishedVersion.Standing.IN_FORCE, third.effective()),
                        tuple(first.version(), PublishedVersion.Standing.SUPERSEDED, second.effective()));
    }

    @Test
    void oneThatWasWithdrawnEndsNoOther() {
        Editions.Issued withdrawn = new Editions.Issued(
                third.version(),
                third.document(),
                3,
                third.published(),
                third.effective(),
                NOW,
                "Une erreur",
                third.sha256());

        assertThat(PublishedVersion.reigns(List.of(withdrawn, second), NOW))
                .containsExactly(
                        new PublishedVersion.Reign(second.version(), PublishedVersion.Standing.IN_FORCE, null));
    }

    @Test
    void ofTwoWithTheSameFirstDayTheOnePublishedLastIsInForce() {
        Editions.Issued corrected = edition(4, "2026-05-02T00:00:00Z", "2026-06-01T00:00:00Z");

        assertThat(PublishedVersion.reigns(List.of(second, corrected), NOW))
                .extracting(PublishedVersion.Reign::version, PublishedVersion.Reign::standing)
                .containsExactly(
                        tuple(corrected.version(), PublishedVersion.Standing.IN_FORCE),
                        tuple(second.version(), PublishedVersion.Standing.SUPERSEDED));
    }

    private static Editions.Issued edition(int number, String published, String effective) {
        return new Editions.Issued(
                UUID.randomUUID(),
                UUID.randomUUID(),
                number,
                Instant.parse(published),
                Instant.parse(effective),
                null,
                null,
                "0".repeat(64));
    }
}
