package org.gardefou.backup.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gardefou.backup.verification.DataRotation.Part;
import org.gardefou.restic.CheckReport;
import org.junit.jupiter.api.Test;

class DataRotationTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void eachPartHasItsTurnOnceBeforeAnyHasItAgain() {
        List<Part> read = new ArrayList<>();
        List<Integer> turns = new ArrayList<>();
        for (int week = 0; week < 8; week++) {
            int next = DataRotation.next(read, 4);
            turns.add(next);
            read.removeIf(part -> part.part() == next);
            read.add(whole(next, week));
        }
        assertThat(turns).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }

    @Test
    void aDamagedPartDoesNotKeepTheOthersFromTheirTurn() {
        List<Part> read = List.of(damaged(1, 4), whole(2, 1), whole(3, 2), whole(4, 3));
        assertThat(DataRotation.next(read, 4)).isEqualTo(2);
    }

    @Test
    void damageThatIsNotThereASecondTimeIsNotTold() {
        CheckReport whole = new CheckReport(true, List.of(), Set.of());
        CheckReport once = new CheckReport(false, List.of("ciphertext verification failed"), Set.of("a"));
        CheckReport again = new CheckReport(false, List.of("ciphertext verification failed"), Set.of("b"));
        assertThat(DataJob.confirmed(List.of(once, whole).iterator()::next)).isEqualTo(whole);
        assertThat(DataJob.confirmed(List.of(once, again).iterator()::next)).isEqualTo(again);
        // What is whole is read once
        assertThat(DataJob.confirmed(List.of(whole).iterator()::next)).isEqualTo(whole);
    }

    @Test
    void allIsKnownToBeWholeSinceTheOldestReading() {
        List<Part> read = List.of(whole(1, 4), whole(2, 1), whole(3, 2), whole(4, 3));
        assertThat(DataRotation.wholeSince(read, 4)).contains(at(1));
        // Not while one was never read, or is damaged
        assertThat(DataRotation.wholeSince(read.subList(0, 3), 4)).isEmpty();
        assertThat(DataRotation.wholeSince(List.of(damaged(1, 5), whole(2, 6)), 2))
                .isEmpty();
        assertThat(DataRotation.wholeSince(List.of(), 1)).isEmpty();
    }

    private static Part whole(int part, int week) {
        return new Part(part, at(week), Optional.of(at(week)));
    }

    private static Part damaged(int part, int week) {
        return new Part(part, at(week), Optional.empty());
    }

    private static Instant at(int week) {
        return START.plusSeconds(week * 7L * 86400);
    }
}
