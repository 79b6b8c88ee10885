package org.gardefou.restore.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gardefou.access.files.Entry;
import org.gardefou.restic.Node;
import org.junit.jupiter.api.Test;

class FileDifferencesTest {
    private static final Instant TAKEN = Instant.parse("2026-11-23T02:00:00Z");
    private static final Instant BEFORE = TAKEN.minusSeconds(3_600);
    private static final Instant SINCE = TAKEN.plusSeconds(60);

    @Test
    void eachFileIsInItsPlace() {
        FileDifferences differences = new FileDifferences(TAKEN, 10, 10);
        differences.then("folder", node(Node.Type.DIRECTORY, 0, BEFORE));
        differences.then("same", node(Node.Type.FILE, 5, BEFORE));
        differences.then("gone", node(Node.Type.FILE, 7, BEFORE));
        differences.then("edited", node(Node.Type.FILE, 5, BEFORE));
        differences.then("set back", node(Node.Type.FILE, 5, BEFORE));
        differences.then("link", node(Node.Type.SYMLINK, 0, BEFORE));
        differences.then("was a link", node(Node.Type.SYMLINK, 0, BEFORE));

        differences.now("same", entry(Entry.Kind.FILE, 5, BEFORE), false);
        differences.now("edited", entry(Entry.Kind.FILE, 6, SINCE), false);
        differences.now("set back", entry(Entry.Kind.FILE, 5, BEFORE.minusSeconds(1)), false);
        differences.now("link", entry(Entry.Kind.LINK, 9, BEFORE), false);
        differences.now("was a link", entry(Entry.Kind.FILE, 0, BEFORE), false);
        differences.now("old", entry(Entry.Kind.FILE, 1, BEFORE), false);
        differences.now("new", entry(Entry.Kind.FILE, 2, SINCE), false);
        differences.now("upload", entry(Entry.Kind.FILE, 4, SINCE), true);

        DryRun.Files all = differences.all();
        assertThat(all.complete()).isTrue();
        assertThat(all.unchanged()).isEqualTo(2);
        assertThat(all.created()).isEqualTo(new DryRun.Some(1, 7, List.of("gone")));
        assertThat(all.replaced()).isEqualTo(new DryRun.Some(3, 10, List.of("edited", "set back", "was a link")));
        assertThat(all.removed()).isEqualTo(new DryRun.Some(2, 3, List.of("new", "old")));
        assertThat(all.carriedOver()).isEqualTo(new DryRun.Some(1, 4, List.of("upload")));
        assertThat(all.lost()).isEqualTo(new DryRun.Some(2, 8, List.of("edited", "new")));
    }

    @Test
    void allAreCountedAndFewAreNamed() {
        FileDifferences differences = new FileDifferences(TAKEN, 2, 10);
        for (int i = 0; i < 5; i++) differences.then("f" + i, node(Node.Type.FILE, 1, BEFORE));
        assertThat(differences.all().created()).isEqualTo(new DryRun.Some(5, 5, List.of("f0", "f1")));
    }

    /** Rather nothing than what is not so. */
    @Test
    void whatCouldNotBeComparedIsNotSaidToComeOrGo() {
        FileDifferences large = new FileDifferences(TAKEN, 10, 1);
        large.then("a", node(Node.Type.FILE, 1, BEFORE));
        large.then("b", node(Node.Type.FILE, 1, BEFORE));
        large.now("b", entry(Entry.Kind.FILE, 1, BEFORE), false);
        assertThat(large.all().complete()).isFalse();
        assertThat(large.all().removed().count()).isZero();

        FileDifferences late = new FileDifferences(TAKEN, 10, 10);
        late.then("a", node(Node.Type.FILE, 1, BEFORE));
        late.cut();
        assertThat(late.all().complete()).isFalse();
        assertThat(late.all().created().count()).isZero();
    }

    private static Node node(Node.Type type, long size, Instant modified) {
        return new Node("/x", type, size, 0644, 33, 33, modified);
    }

    private static Entry entry(Entry.Kind kind, long size, Instant modified) {
        return new Entry("x", kind, size, modified, 0644, 33, 33, 1, "1:2", null);
    }
}
