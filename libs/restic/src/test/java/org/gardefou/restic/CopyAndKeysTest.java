package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopyAndKeysTest {

    @TempDir
    Path folder;

    static Stream<Restic> binaries() {
        return Fixture.binaries();
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void aSnapshotIsCopiedOnceAndAnswersToItsOriginalsId(Restic restic) throws IOException {
        // Given
        ResticRepository first = Fixture.repository(restic, folder);
        Path site = Fixture.site(folder);
        BackupSummary made = first.backup(BackupRequest.of(site, "site-1", "htdocs"), progress -> {});
        RepositoryAccess secondAccess = RepositoryAccess.of(
                folder.resolve("copies").toString(), RepositoryPassword.generate(), folder.resolve("cache"));
        ResticRepository second = restic.repository(secondAccess);
        // When
        assertThat(second.initForCopiesOf(first)).isEqualTo(ResticRepository.Initialised.CREATED);
        assertThat(second.initForCopiesOf(first)).isEqualTo(ResticRepository.Initialised.EXISTED);
        String copy = second.copyOf(first, made.snapshotId());
        // Then files are cut alike in both
        assertThat(polynomial(restic, secondAccess)).isEqualTo(polynomial(restic, Fixture.access(folder)));
        // And there is one copy
        assertThat(second.copyOf(first, made.snapshotId())).isEqualTo(copy);
        assertThat(second.snapshots()).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.original()).isEqualTo(made.snapshotId());
            assertThat(snapshot.tree()).isEqualTo(first.snapshots().getFirst().tree());
        });
        ResticRepository known = second.holdingCopies(Map.of(made.snapshotId(), copy));
        assertThat(known.snapshot(made.snapshotId()).id()).isEqualTo(copy);
        Path target = Files.createDirectory(folder.resolve("target"));
        known.restore(made.snapshotId(), RestoreRequest.everything(target), progress -> {});
        assertThat(Fixture.describe(target))
                .hasSize(Fixture.describe(site.resolve("htdocs")).size() + 1);
        // And nothing is left locked, in neither
        assertThat(first.locks()).isEmpty();
        assertThat(second.locks()).isEmpty();
        String unknown = "f".repeat(64);
        assertThatThrownBy(() -> second.copyOf(first, unknown)).isInstanceOf(ResticException.SnapshotUnknown.class);
    }

    @ParameterizedTest
    @MethodSource("binaries")
    void afterAChangeOfItsKeyTheOldPasswordOpensItNoMore(Restic restic) throws IOException {
        ResticRepository before = Fixture.repository(restic, folder);
        List<String> old = before.keys();
        RepositoryPassword password = RepositoryPassword.generate();
        before.addKey(password);
        ResticRepository after = restic.repository(Fixture.access(folder).withPassword(password));
        assertThat(after.removeOtherKeys()).isEqualTo(old);
        assertThat(after.keys()).hasSize(1).doesNotContainAnyElementsOf(old);
        assertThatThrownBy(before::snapshots).isInstanceOf(ResticException.WrongPassword.class);
        assertThat(Fixture.files(folder.resolve("cache")))
                .noneMatch(file -> file.getFileName().toString().startsWith("new-key"));
    }

    @Test
    void oneAfterAnotherTakesItsTurn() throws InterruptedException {
        ProcessTurns turns = new ProcessTurns(1);
        Cancellation cancellation = new Cancellation();
        try (ProcessTurns.Turn _ = turns.take("test", CallOptions.defaults())) {
            Thread waiting = Thread.ofVirtual().start(() -> assertThatThrownBy(
                            () -> turns.take("test", CallOptions.defaults().cancelledBy(cancellation)))
                    .isInstanceOf(ResticException.Cancelled.class));
            cancellation.cancel();
            waiting.join();
        }
        turns.take("test", CallOptions.defaults()).close();
    }

    @Test
    void twoSetsOfCredentialsOfOneKindDoNotGoTogether() {
        RepositoryAccess one = Fixture.access(folder).withEnvironment(Map.of("AWS_ACCESS_KEY_ID", "a"));
        RepositoryAccess other = Fixture.access(folder).withEnvironment(Map.of("AWS_ACCESS_KEY_ID", "b"));
        assertThat(one.goesTogetherWith(other)).isFalse();
        assertThat(one.goesTogetherWith(one.withOptions(Map.of("sftp.command", "ssh"))))
                .isTrue();
        assertThatThrownBy(() -> one.readingFrom(other)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String polynomial(Restic restic, RepositoryAccess access) {
        return Fixture.stock(restic, access, "cat", "config")
                .replaceAll("(?s).*\"chunker_polynomial\": \"(\\w+)\".*", "$1");
    }
}
