package org.gardefou.backup.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gardefou.backup.maintenance.Difference.Kind;
import org.gardefou.backup.maintenance.ReconcileRule.Fate;
import org.gardefou.backup.maintenance.ReconcileRule.Found;
import org.gardefou.backup.maintenance.ReconcileRule.Known;
import org.junit.jupiter.api.Test;

class ReconcileRuleTest {

    private static final UUID BACKUP = UUID.randomUUID();
    private static final UUID POINT = UUID.randomUUID();

    @Test
    void whatBothKnowIsNoDifference() {
        assertThat(differences(List.of(new Found("a", List.of())), List.of(known("a", true, false)), null))
                .isEmpty();
    }

    @Test
    void aSnapshotThatNoPointNeedsIsOursOrForeign() {
        assertThat(kinds(Fate.WITHOUT_POINT)).containsExactly(Kind.LEFTOVER);
        assertThat(kinds(Fate.OTHER_SNAPSHOT)).containsExactly(Kind.LEFTOVER);
        // Made while we looked
        assertThat(kinds(Fate.AT_WORK)).isEmpty();
        assertThat(kinds(Fate.THIS_SNAPSHOT)).isEmpty();
        // A tag like ours of a backup that we do not know: another Garde-fou's, or one that was imported
        assertThat(kinds(null)).containsExactly(Kind.FOREIGN);
        for (String tag : List.of("backup-", "backup-" + BACKUP + "x", "x-backup-" + BACKUP, "weekly")) {
            assertThat(differences(List.of(new Found("a", List.of(tag))), List.of(), Fate.WITHOUT_POINT))
                    .extracting(Difference::kind)
                    .containsExactly(Kind.FOREIGN);
        }
    }

    @Test
    void aPointWithoutItsSnapshotIsToldOnceAndItsReturnToo() {
        assertThat(differences(List.of(), List.of(known("a", true, false)), null))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.kind()).isEqualTo(Kind.SNAPSHOT_GONE);
                    assertThat(one.restorePoint()).isEqualTo(POINT);
                });
        assertThat(differences(List.of(), List.of(known("a", true, true)), null))
                .isEmpty();
        assertThat(differences(List.of(new Found("a", List.of())), List.of(known("a", true, true)), null))
                .extracting(Difference::kind)
                .containsExactly(Kind.SNAPSHOT_BACK);
        // What has expired may be gone
        assertThat(differences(List.of(), List.of(known("a", false, false)), null))
                .isEmpty();
    }

    private static List<Kind> kinds(Fate fate) {
        return differences(List.of(new Found("a", List.of("other", "backup-" + BACKUP))), List.of(), fate).stream()
                .map(Difference::kind)
                .toList();
    }

    private static List<Difference> differences(List<Found> found, List<Known> known, Fate fate) {
        Map<UUID, Fate> fates = fate == null ? Map.of() : Map.of(BACKUP, fate);
        return ReconcileRule.differences(found, known, (id, _) -> Optional.ofNullable(fates.get(id)));
    }

    private static Known known(String snapshot, boolean available, boolean gone) {
        return new Known(POINT, snapshot, available, gone);
    }
}
