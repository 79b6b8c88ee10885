package org.gardefou.terms.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gardefou.terms.conformance.Timeline.DAILY;
import static org.gardefou.terms.conformance.Timeline.SETTINGS;
import static org.gardefou.terms.conformance.Timeline.id;
import static org.gardefou.terms.conformance.Timeline.paris;
import static org.gardefou.terms.conformance.Timeline.promises;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.gardefou.terms.conformance.Observed.What;
import org.junit.jupiter.api.Test;

/** What was found of restore points, for better or worse, counts from when it was found. */
class PointsByEvidenceTest {

    private static final Instant BEGUN = paris("2026-10-05T09:00");
    private static final Instant TAKEN = paris("2026-10-05T10:00");
    private static final Instant FOUND = TAKEN.plus(Duration.ofHours(4));
    private static final Instant AGAIN = TAKEN.plus(Duration.ofHours(9));
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private final Conformance conformance = new Conformance(SETTINGS);

    private Judgement now(Timeline timeline, Promise promise, Instant now) {
        List<Observed> known =
                timeline.facts.stream().filter(fact -> !fact.at().isAfter(now)).toList();
        return conformance.now(timeline.history(known), now).stream()
                .filter(judged -> judged.promise() == promise)
                .findFirst()
                .orElseThrow();
    }

    private Judgement october(Timeline timeline, Promise promise) {
        return conformance.in(timeline.history(), OCTOBER).stream()
                .filter(judged -> judged.promise() == promise)
                .findFirst()
                .orElseThrow();
    }

    private static Timeline mended() {
        return new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, TAKEN)
                .point(1, What.POINT_CORRUPTED, FOUND)
                .verified(1, AGAIN, "DATA_READ");
    }

    @Test
    void aPointThatIsGoodAfterAllIsABackupAgain() {
        Timeline mended = mended();

        // The first was due a day and the grace after the beginning: until then nothing had to be there.
        assertThat(now(mended, Promise.BACKUP, AGAIN).state()).isEqualTo(State.KEPT);
        assertThat(now(mended, Promise.BACKUP, AGAIN).evidence()).containsExactly(id(0), id(2));
        assertThat(now(mended, Promise.BACKUP, FOUND).state()).isEqualTo(State.NOT_MEASURED);
        assertThat(october(mended, Promise.BACKUP).incidents())
                .singleElement()
                .extracting(incident -> incident.span().from())
                .isEqualTo(TAKEN.plus(Duration.ofHours(25)));
    }

    @Test
    void whatWasNotReadableIsMissedForThatTimeOnly() {
        assertThat(now(mended(), Promise.RETENTION, FOUND).reason()).isEqualTo(Reason.POINT_CORRUPTED);
        assertThat(now(mended(), Promise.RETENTION, AGAIN).state()).isEqualTo(State.KEPT);
        assertThat(october(mended(), Promise.RETENTION).incidents())
                .singleElement()
                .satisfies(incident -> {
                    assertThat(incident.span()).isEqualTo(new Span(FOUND, AGAIN));
                    assertThat(incident.evidence()).containsExactly(id(0), id(1), id(2));
                });
    }

    @Test
    void whereNoPointCanBeReadARestoreWouldFail() {
        Timeline mended = mended();

        assertThat(now(mended, Promise.RESTORE, FOUND.minusNanos(1)).state()).isEqualTo(State.NOT_MEASURED);
        assertThat(now(mended, Promise.RESTORE, FOUND)).satisfies(judged -> {
            assertThat(judged.state()).isEqualTo(State.BROKEN);
            assertThat(judged.reason()).isEqualTo(Reason.NO_GOOD_POINT);
            assertThat(judged.since()).isEqualTo(FOUND);
            // A week after it was taken nobody is owed the point any more.
            assertThat(judged.due()).isEqualTo(TAKEN.plus(Duration.ofDays(7)));
        });
        assertThat(now(mended, Promise.RESTORE, AGAIN).state()).isEqualTo(State.NOT_MEASURED);
    }

    @Test
    void anotherPointThatIsGoodIsEnoughForARestore() {
        Timeline two = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, TAKEN)
                .point(2, TAKEN.plus(Duration.ofHours(24)))
                .point(2, What.POINT_CORRUPTED, TAKEN.plus(Duration.ofHours(30)));
        Instant later = TAKEN.plus(Duration.ofHours(31));

        assertThat(now(two, Promise.RESTORE, later).state()).isEqualTo(State.NOT_MEASURED);
        // Until its own time is over, which nobody has to tell.
        assertThat(now(two, Promise.RESTORE, later).due()).isEqualTo(TAKEN.plus(Duration.ofDays(7)));
        assertThat(now(two, Promise.RESTORE, TAKEN.plus(Duration.ofDays(7))).reason())
                .isEqualTo(Reason.NO_GOOD_POINT);

        Timeline both = two.point(1, What.POINT_CORRUPTED, later);
        assertThat(now(both, Promise.RESTORE, later).state()).isEqualTo(State.BROKEN);
        Timeline third = both.point(3, later.plusSeconds(60));
        assertThat(now(third, Promise.RESTORE, later.plusSeconds(60)).state()).isEqualTo(State.NOT_MEASURED);
    }

    @Test
    void aPointThatWasRestoredApartShowsThatARestoreWorks() {
        Timeline read = new Timeline().agree(DAILY, BEGUN).point(1, TAKEN).verified(1, FOUND, "DATA_READ");
        assertThat(now(read, Promise.RESTORE, AGAIN).reason()).isEqualTo(Reason.NOT_TRIED);

        Timeline booted = read.verified(1, AGAIN, "BOOTED");
        assertThat(now(booted, Promise.RESTORE, AGAIN)).satisfies(judged -> {
            assertThat(judged.state()).isEqualTo(State.KEPT);
            assertThat(judged.reason()).isEqualTo(Reason.BOOTED_APART);
            assertThat(judged.evidence()).containsExactly(id(2));
        });
        assertThat(october(booted, Promise.RESTORE).reason()).isEqualTo(Reason.BOOTED_APART);
        // A customer's own restore that failed is not made good by a test.
        Timeline failed = booted.code(What.RESTORE_FAILED, AGAIN.plusSeconds(60), "NO_SPACE")
                .verified(1, AGAIN.plusSeconds(120), "BOOTED");
        assertThat(now(failed, Promise.RESTORE, AGAIN.plusSeconds(120)).reason())
                .isEqualTo(Reason.RESTORE_FAILED);
    }

    @Test
    void whatWentStaysGoneWhateverIsSaidOfItAfterwards() {
        Timeline gone = new Timeline()
                .agree(DAILY, BEGUN)
                .point(1, TAKEN)
                .point(1, What.POINT_EXPIRED, FOUND)
                .verified(1, AGAIN, "BOOTED");

        assertThat(now(gone, Promise.RETENTION, AGAIN).reason()).isEqualTo(Reason.POINT_GONE);
    }

    @Test
    void aPlanWithoutBackupsOwesNoGoodPoint() {
        Timeline none = new Timeline()
                .agree(promises(null, null, null), BEGUN)
                .point(1, TAKEN)
                .point(1, What.POINT_CORRUPTED, FOUND);

        assertThat(conformance.now(none.history(), AGAIN))
                .extracting(Judgement::promise)
                .containsExactly(Promise.FIRST_RESPONSE);
    }
}
