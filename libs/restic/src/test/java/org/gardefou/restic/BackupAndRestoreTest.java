package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.gardefou.restic.Fixture#binaries")
class BackupAndRestoreTest {
    private final Restic restic;

    @TempDir
    Path folder;

    private Path site;
    private ResticRepository repository;

    BackupAndRestoreTest(Restic restic) {
        this.restic = restic;
    }

    @BeforeEach
    void makeSiteAndRepository() throws IOException {
        site = Fixture.site(folder);
        repository = Fixture.repository(restic, folder);
    }

    @Test
    void whatALinkLeadsOutToIsNotReadThoughWeMayReadIt() throws IOException {
        assumeThat(Restic.confinesBackups()).as("Landlock, setpriv and perl").isTrue();
        // Given another customer's folder, and a folder of the site that a link to it has taken the place of
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("wp-config.php"), "their password");
        Files.createSymbolicLink(site.resolve("htdocs/swapped"), foreign);
        BackupRequest led = BackupRequest.of(site, "host", "htdocs/swapped/wp-config.php");

        // When restic goes through the name, as it does when the folder is swapped while it walks
        assertThatThrownBy(() -> repository.backup(led, ProgressListener.SILENT))
                .isInstanceOfSatisfying(ResticException.BackupIncomplete.class, e -> assertThat(e.unreadable())
                        .allSatisfy(item -> assertThat(item.reason()).contains("permission denied"))
                        .isNotEmpty());

        // Then nothing of it has come into the repository; and a link on the way stays a link
        BackupSummary whole = repository.backup(request(), ProgressListener.SILENT);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        assertThatThrownBy(() -> repository.dumpFile(whole.snapshotId(), "/htdocs/swapped/wp-config.php", content));
        assertThat(content.toString(StandardCharsets.UTF_8)).doesNotContain("password");
    }

    @Test
    void aHeldBaseIsReadWhateverStandsInThePlaceOfItsName() throws IOException {
        // Given a path that leads to the site by something else than its name
        Path held = Files.createSymbolicLink(folder.resolve("held"), folder.resolve("aside"));
        Path foreign = Files.createDirectories(folder.resolve("foreign/htdocs"));
        Files.writeString(foreign.resolve("index.php"), "their password");
        Files.move(site, folder.resolve("aside"));
        Files.createSymbolicLink(site, foreign.getParent());
        // When
        BackupSummary made = repository.backup(request().heldAs(held), ProgressListener.SILENT);
        // Then
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        repository.dumpFile(made.snapshotId(), "/htdocs/index.php", content);
        assertThat(content.toString(StandardCharsets.UTF_8))
                .doesNotContain("password")
                .contains("hello");
    }

    @Test
    void firstUnchangedAndChangedBackups() throws IOException {
        // Given a site, when it is backed up for the first time
        List<Progress> heard = new ArrayList<>();
        BackupSummary first = repository.backup(request().tagged("daily"), heard::add);

        // Then all is new, the id is whole, and the progress ends at 100
        assertThat(first.snapshotId()).matches("[0-9a-f]{64}");
        assertThat(first.filesNew()).isEqualTo(9);
        assertThat(first.filesProcessed()).isEqualTo(9);
        assertThat(first.bytesAdded()).isGreaterThan(300_000);
        assertThat(heard).isNotEmpty();
        assertThat(heard).extracting(Progress::percent).isSorted();
        assertThat(heard.getLast().percent()).isEqualTo(100);
        assertThat(heard.getLast().bytesDone()).isEqualTo(first.bytesProcessed());

        // When it is backed up unchanged, then nothing is new
        BackupSummary second = repository.backup(request(), ProgressListener.SILENT);
        assertThat(second.filesUnmodified()).isEqualTo(9);
        assertThat(second.filesNew() + second.filesChanged()).isZero();

        // When a file changes and one comes, then just these count
        Files.writeString(site.resolve("htdocs/index.php"), "<?php broken(");
        Files.writeString(site.resolve("htdocs/more.php"), "<?php");
        BackupSummary third = repository.backup(request(), ProgressListener.SILENT);
        assertThat(third.filesChanged()).isEqualTo(1);
        assertThat(third.filesNew()).isEqualTo(1);

        // And the difference names them
        List<Change> changes = new ArrayList<>();
        DiffStatistics statistics = repository.diff(first.snapshotId(), third.snapshotId(), changes::add);
        assertThat(changes)
                .contains(
                        new Change("/htdocs/index.php", Change.Kind.CONTENT_CHANGED),
                        new Change("/htdocs/more.php", Change.Kind.ADDED));
        assertThat(statistics.filesAdded()).isEqualTo(1);

        // And the snapshots are listed as they were made
        assertThat(repository.snapshots())
                .extracting(Snapshot::id)
                .containsExactly(first.snapshotId(), second.snapshotId(), third.snapshotId());
        Snapshot snapshot = repository.snapshot(first.snapshotId());
        assertThat(snapshot.host()).isEqualTo("site-42");
        assertThat(snapshot.tags()).containsExactly("daily");
    }

    @Test
    void restoresEverythingByteForByte() throws IOException {
        // Given a backup of a site with links, modes and odd names
        String id = backup();

        // When it is restored beside the site
        Path target = folder.resolve("restored");
        List<Progress> heard = new ArrayList<>();
        RestoreResult result = repository.restore(id, RestoreRequest.everything(target), heard::add);

        // Then the two trees are the same: content, links, owners, modes, times
        assertThat(Fixture.describe(target)).isEqualTo(Fixture.describe(site));
        assertThat(result.restored().files()).isEqualTo(9);
        assertThat(result.restored().others()).isEqualTo(2);
        assertThat(heard).extracting(Progress::percent).isSorted().endsWith(100.0);
    }

    @Test
    void restoresOnlyWhatIsNamed() throws IOException {
        // Given a backup, when a file whose name is a pattern, a folder and a dashed name are restored
        String id = backup();
        Path target = folder.resolve("restored");
        RestoreResult result = repository.restore(
                id,
                RestoreRequest.only(
                        target,
                        "/htdocs/wp-content/uploads/star*[1]?.txt",
                        "/.backup",
                        "/htdocs/-rf",
                        "/htdocs/wp-content/uploads/Größe.txt",
                        "/htdocs/wp-content/uploads/new\nline.txt"),
                ProgressListener.SILENT);

        // Then they are there and nothing else is
        assertThat(result.restored().files()).isEqualTo(5);
        assertThat(Fixture.files(target).stream()
                        .map(file -> target.relativize(file).toString()))
                .containsExactlyInAnyOrder(
                        ".backup/db.sql",
                        "htdocs/-rf",
                        "htdocs/wp-content/uploads/Größe.txt",
                        "htdocs/wp-content/uploads/new\nline.txt",
                        "htdocs/wp-content/uploads/star*[1]?.txt");
    }

    @Test
    void refusesToRestoreNothingOrOverSomething() {
        // Given a backup
        String id = backup();

        // When nothing is selected, then it is refused, though restic would call it a success
        assertThatThrownBy(() -> repository.restore(
                        id, RestoreRequest.only(folder.resolve("a"), "/htdocs/nope"), ProgressListener.SILENT))
                .isInstanceOf(ResticException.NothingSelected.class)
                .hasMessageContaining("/htdocs/nope");
        assertThat(folder.resolve("a")).doesNotExist();

        // When the target holds something, then it is refused
        assertThatThrownBy(() -> repository.restore(id, RestoreRequest.everything(site), ProgressListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty folder");

        // When less comes than the caller knows of, then it is said
        RestoreRequest wrong = RestoreRequest.everything(folder.resolve("b")).expecting(new Contents(10, 5, 2, 1));
        assertThatThrownBy(() -> repository.restore(id, wrong, ProgressListener.SILENT))
                .isInstanceOfSatisfying(
                        ResticException.RestoreIncomplete.class,
                        incomplete -> assertThat(incomplete.found().files()).isEqualTo(9));
    }

    @Test
    void listsAndDumps() {
        // Given a backup
        String id = backup();

        // When it is listed, then every entry comes with its kind
        List<Node> nodes = new ArrayList<>();
        repository.list(id, nodes::add);
        assertThat(nodes).extracting(Node::path).contains("/htdocs/--help", "/htdocs/wp-content/uploads/new\nline.txt");
        assertThat(nodes)
                .filteredOn(node -> node.path().equals("/htdocs/index.php"))
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.type()).isEqualTo(Node.Type.FILE);
                    assertThat(node.size()).isEqualTo(20);
                    assertThat(node.modified().toEpochMilli()).isEqualTo(1_000_000_000_123L);
                });
        assertThat(nodes).filteredOn(node -> node.type() == Node.Type.SYMLINK).hasSize(2);

        // When a file is dumped, then its bytes come
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        repository.dumpFile(id, "/htdocs/wp-content/uploads/Größe.txt", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("umlauts");

        // When a folder is dumped as zip, then it is one
        out.reset();
        repository.dumpArchive(id, "/htdocs", ResticRepository.ArchiveFormat.ZIP, out);
        assertThat(out.toByteArray()).startsWith('P', 'K');

        // When the path is not there, then that is said
        assertThatThrownBy(() -> repository.dumpFile(id, "/htdocs/nope", out))
                .isInstanceOf(ResticException.PathMissing.class);

        // When the reader fails, then its exception comes out and no process is left
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> repository.dumpFile(id, "/htdocs/wp-content/uploads/photo.jpg", broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("gone");
        assertThat(repository.locks()).isEmpty();
    }

    @Test
    void forgetsPrunesAndAddsUp() {
        // Given two backups
        String first = backup();
        String second = backup();
        assertThat(repository.stats(Stats.Mode.RESTORE_SIZE, first).bytes()).isGreaterThan(300_000);
        assertThat(repository.stats(Stats.Mode.RAW_DATA).snapshots()).isEqualTo(2);

        // When one is forgotten beside an unknown one
        Forgotten forgotten = repository.forget(List.of(first, "f".repeat(64)));
        repository.prune();

        // Then it is gone, the other is whole, and the unknown one is named
        assertThat(forgotten.removed()).containsExactly(first);
        assertThat(forgotten.unknown()).containsExactly("f".repeat(64));
        assertThat(repository.snapshots()).extracting(Snapshot::id).containsExactly(second);
        assertThat(repository.check(CheckDepth.readData()).clean()).isTrue();
    }

    @Test
    void forgetsAndPrunesInOneProcess() throws IOException {
        // Given a backup with much that is its own, another, and a restic that writes down how it is called
        Path big = site.resolve("htdocs/big.bin");
        Fixture.random(big, 3_000_000, 5);
        String first = backup();
        Files.delete(big);
        String second = backup();
        Path calls = folder.resolve("calls");
        Restic recording = Restic.at(script("echo \"$@\" >>" + calls + "; exec " + restic.binary() + " \"$@\""));
        ResticRepository recorded = recording.repository(Fixture.access(folder));
        long before = stored();

        // When the first is forgotten, then one process has freed what only it had
        Files.deleteIfExists(calls);
        assertThat(recorded.forgetAndPrune(List.of(first)).removed()).containsExactly(first);
        assertThat(stored()).isLessThan(before - 2_500_000);
        assertThat(Files.readAllLines(calls)).singleElement().asString().contains("forget --prune");
        assertThat(repository.snapshots()).extracting(Snapshot::id).containsExactly(second);
        assertThat(repository.check(CheckDepth.readData()).clean()).isTrue();

        // When one was forgotten before a crash kept its data from being freed, then that is made up for
        Fixture.random(big, 3_000_000, 6);
        String third = backup();
        repository.forget(List.of(third));
        long left = stored();
        assertThat(recorded.forgetAndPrune(List.of(third)).unknown()).containsExactly(third);
        assertThat(stored()).isLessThan(left - 2_500_000);
        assertThat(repository.snapshots()).extracting(Snapshot::id).containsExactly(second);
    }

    private Path script(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("recording"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Bytes of all packs. */
    private long stored() throws IOException {
        long bytes = 0;
        for (Path pack : Fixture.files(folder.resolve("repository/data"))) {
            bytes += Files.size(pack);
        }
        return bytes;
    }

    @Test
    void excludesAndComparesWithAGivenParent() {
        // Given a backup, when the next one names it as its parent and excludes the uploads
        BackupRequest next = request().since(backup()).excluding("/htdocs/wp-content", "uploads");
        BackupSummary summary = repository.backup(next, ProgressListener.SILENT);

        // Then the uploads are not in it and the rest is unchanged
        assertThat(summary.filesUnmodified()).isEqualTo(4);
        assertThat(summary.filesNew()).isZero();
    }

    private String backup() {
        return repository.backup(request(), ProgressListener.SILENT).snapshotId();
    }

    private BackupRequest request() {
        return BackupRequest.of(site, "site-42", "htdocs", ".backup");
    }
}
