package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.gardefou.restic.Fixture#binaries")
class FailureTest {
    private final Restic restic;

    @TempDir
    Path folder;

    private Path site;

    FailureTest(Restic restic) {
        this.restic = restic;
    }

    @BeforeEach
    void makeSite() throws IOException {
        site = Fixture.site(folder);
    }

    @Test
    void aMissingRepositoryIsNamedAndCanBeMade() {
        // Given no repository
        ResticRepository repository = restic.repository(Fixture.access(folder));
        assertThat(repository.exists()).isFalse();
        assertThatThrownBy(() -> backup(repository)).isInstanceOf(ResticException.RepositoryMissing.class);
        assertThatThrownBy(repository::snapshots)
                .isInstanceOf(ResticException.RepositoryMissing.class)
                .hasMessageContaining("init()");

        // When it is made twice, then the second time is told apart
        assertThat(repository.init()).isEqualTo(ResticRepository.Initialised.CREATED);
        assertThat(repository.init()).isEqualTo(ResticRepository.Initialised.EXISTED);
        assertThat(repository.exists()).isTrue();

        // And a wrong password is told from a missing repository, and is in no message
        ResticRepository stranger = restic.repository(RepositoryAccess.of(
                folder.resolve("repository").toString(),
                RepositoryPassword.of("not-the-password"),
                folder.resolve("cache")));
        assertThatThrownBy(stranger::init).isInstanceOf(ResticException.WrongPassword.class);
        assertThatThrownBy(() -> backup(stranger))
                .isInstanceOf(ResticException.WrongPassword.class)
                .hasMessageNotContaining("not-the-password");
    }

    @Test
    void anUnknownSnapshotIsNamed() throws IOException {
        // Given a repository with a snapshot
        ResticRepository repository = Fixture.repository(restic, folder);
        String known = backup(repository).snapshotId();
        String unknown = "f".repeat(64);

        // When others are asked for, then each call says so, though restic 0.14 lists nothing and is content
        assertThatThrownBy(() -> repository.snapshot(unknown)).isInstanceOf(ResticException.SnapshotUnknown.class);
        assertThatThrownBy(() -> repository.list(unknown, node -> {}))
                .isInstanceOf(ResticException.SnapshotUnknown.class);
        assertThatThrownBy(() -> repository.diff(unknown, known, change -> {}))
                .isInstanceOf(ResticException.SnapshotUnknown.class);
        assertThatThrownBy(() -> repository.restore(
                        unknown,
                        RestoreRequest.everything(folder.resolve("t")).expecting(new Contents(1, 0, 0, 1)),
                        ProgressListener.SILENT))
                .isInstanceOf(ResticException.SnapshotUnknown.class);

        // And what is no id never reaches restic
        assertThatThrownBy(() -> repository.snapshot("latest")).isInstanceOf(ResticException.SnapshotUnknown.class);
        assertThatThrownBy(() -> repository.forget(List.of("--keep-last=1")))
                .isInstanceOf(ResticException.SnapshotUnknown.class);
        assertThat(repository.snapshots()).hasSize(1);
    }

    @Test
    void aMissingPathAmongSeveralFailsTheBackup() throws IOException {
        // Given a request with a path that is not there, when it is backed up, then nothing is written
        ResticRepository repository = Fixture.repository(restic, folder);
        assertThatThrownBy(() -> repository.backup(
                        BackupRequest.of(site, "site-42", "htdocs", ".backup", "gone"), ProgressListener.SILENT))
                .isInstanceOfSatisfying(ResticException.PathMissing.class, missing -> assertThat(missing.paths())
                        .containsExactly("gone"));
        assertThat(repository.snapshots()).isEmpty();

        // And paths that lead out of the site are refused
        assertThatThrownBy(() -> BackupRequest.of(site, "site-42", "../other"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BackupRequest.of(site, "site-42", "/etc"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUnreadableFileMakesTheBackupIncomplete() throws Exception {
        // Given a repository anybody may write, a file nobody may read, and restic without root's rights
        Assumptions.assumeTrue(
                new ProcessBuilder("setpriv", "--reuid", "65534", "--clear-groups", "true")
                                .start()
                                .waitFor()
                        == 0,
                "needs the right to drop rights");
        Path site = Files.createDirectories(folder.resolve("shared/site"));
        Files.writeString(site.resolve("a.txt"), "readable");
        Files.writeString(site.resolve("b.txt"), "secret");
        Files.setPosixFilePermissions(site.resolve("b.txt"), PosixFilePermissions.fromString("---------"));
        Restic unprivileged = unprivileged();
        ResticRepository repository = Fixture.repository(restic, folder);
        openUp();

        // When it is backed up, then the snapshot is there and the file is named
        ResticException.BackupIncomplete incomplete =
                catchThrowableOfType(ResticException.BackupIncomplete.class, () -> unprivileged
                        .repository(Fixture.access(folder))
                        .backup(BackupRequest.of(site, "h", "a.txt", "b.txt"), ProgressListener.SILENT));
        assertThat(incomplete.unreadable()).singleElement().satisfies(item -> {
            assertThat(item.path()).endsWith("b.txt");
            assertThat(item.reason()).contains("permission denied");
        });
        assertThat(repository.snapshots())
                .extracting(Snapshot::id)
                .containsExactly(incomplete.summary().snapshotId());
    }

    @Test
    void aFullDiskIsNamedWithItsPlace() throws Exception {
        // Given a limit on file sizes that stands for a full disk: the packs do not fit
        ResticRepository repository = Fixture.repository(restic, folder);
        Fixture.random(site.resolve("htdocs/big.bin"), 6_000_000, 7);
        Restic limited = wrapped("limited", "exec prlimit --fsize=2000000 -- " + inReach() + " \"$@\"");

        // When a backup does not fit, then the repository's storage is named; no snapshot, no lock
        assertThatThrownBy(() -> backup(limited.repository(Fixture.access(folder))))
                .isInstanceOfSatisfying(ResticException.NoSpace.class, full -> assertThat(full.place())
                        .isEqualTo(ResticException.NoSpace.Place.REPOSITORY));
        assertThat(repository.snapshots()).isEmpty();
        assertThat(repository.locks()).isEmpty();

        // When a restore does not fit, then the target's disk is
        String id = backup(repository).snapshotId();
        assertThatThrownBy(() -> limited.repository(Fixture.access(folder))
                        .restore(id, RestoreRequest.everything(folder.resolve("t")), ProgressListener.SILENT))
                .isInstanceOfSatisfying(ResticException.NoSpace.class, full -> assertThat(full.place())
                        .isEqualTo(ResticException.NoSpace.Place.TARGET));
    }

    @Test
    void aDamagedPackIsFoundAndNamed() throws IOException {
        // Given a repository in which bits of the biggest pack have flipped
        ResticRepository repository = Fixture.repository(restic, folder);
        String id = backup(repository).snapshotId();
        Path pack = Fixture.files(folder.resolve("repository/data")).stream()
                .max(Comparator.comparingLong(file -> file.toFile().length()))
                .orElseThrow();
        assertThat(pack.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(pack.toFile(), "rw")) {
            file.seek(100);
            file.write("flipped".getBytes(StandardCharsets.US_ASCII));
        }

        // When all is read, then the check names the pack; the structure alone looks well
        CheckReport report = repository.check(CheckDepth.readData());
        assertThat(report.clean()).isFalse();
        assertThat(report.damagedPacks()).containsExactly(pack.getFileName().toString());
        assertThat(repository.check(CheckDepth.structure()).clean()).isTrue();

        // And a restore names the files
        assertThatThrownBy(() ->
                        repository.restore(id, RestoreRequest.everything(folder.resolve("t")), ProgressListener.SILENT))
                .isInstanceOfSatisfying(
                        ResticException.Damaged.class,
                        damaged -> assertThat(damaged.files()).isNotEmpty().allMatch(file -> file.startsWith("/")));
    }

    @Test
    void aRepositoryThatGoesAwayInTheMiddleOfACheckIsNotDamaged() throws IOException {
        // Given storage that loses its index in a check, and then all else
        ResticRepository repository = Fixture.repository(restic, folder);
        backup(repository);
        Path place = folder.resolve("repository");
        Restic unmounted = wrapped(
                "unmounted",
                "case \" $* \" in *\" check \"*) ;; *) exec " + restic.binary() + " \"$@\" ;; esac\nmv " + place
                        + "/index " + place + "/away\n" + restic.binary() + " \"$@\"\nrc=$?\nmv " + place + " " + place
                        + ".away\nexit $rc");
        // When, then
        assertThatThrownBy(() -> unmounted.repository(Fixture.access(folder)).check(CheckDepth.structure()))
                .isInstanceOf(ResticException.RepositoryMissing.class);
        // And an index that is lost for good is damage
        Files.move(folder.resolve("repository.away"), place);
        assertThat(repository.check(CheckDepth.structure()).clean()).isFalse();
    }

    @Test
    void aStorageThatDoesNotAnswerIsNotAMissingRepository() {
        // Given a server where nothing listens, with a password in its address
        ResticRepository repository = restic.repository(RepositoryAccess.of(
                        "rest:http://me:topsecret@127.0.0.1:9/site", Fixture.PASSWORD, folder.resolve("cache")))
                .using(CallOptions.defaults().within(java.time.Duration.ofSeconds(2)));

        // When it is asked for, then it is unreachable (or, where restic goes on trying, out of time): never missing
        assertThatThrownBy(repository::exists)
                .isInstanceOfAny(ResticException.RepositoryUnreachable.class, ResticException.TimedOut.class)
                .hasMessageNotContaining("topsecret");
        assertThat(repository.toString()).doesNotContain("topsecret");
    }

    @Test
    void aMissingBinarySaysWhatToInstall() throws IOException {
        // Given no such binary, one that is something else, and one that is too old
        assertThatThrownBy(() -> Restic.at(folder.resolve("nope")))
                .isInstanceOf(ResticException.BinaryMissing.class)
                .hasMessageContaining("apt-get install restic");
        assertThatThrownBy(() -> wrapped("other", "echo hello")).isInstanceOf(ResticException.BinaryMissing.class);
        assertThatThrownBy(() -> wrapped("old", "echo restic 0.9.6 compiled with go1.12"))
                .isInstanceOf(ResticException.BinaryMissing.class)
                .hasMessageContaining("too old");

        // When one goes away later, then that is said too
        Restic shortLived = wrapped("shortlived", "exec " + restic.binary() + " \"$@\"");
        ResticRepository repository = Fixture.repository(shortLived, folder);
        Files.delete(shortLived.binary());
        assertThatThrownBy(repository::snapshots).isInstanceOf(ResticException.BinaryMissing.class);
    }

    @Test
    void secretsStayOutOfArgumentsAndTexts() throws IOException {
        // Given a restic that first writes down how it was called
        Restic recording = wrapped(
                "recording", "printf '%s\\n' \"$@\" >>" + folder.resolve("argv") + "; exec " + inReach() + " \"$@\"");
        RepositoryAccess access = Fixture.access(folder).withEnvironment(Map.of("AWS_SECRET_ACCESS_KEY", "s3cr3t-key"));

        // When it is used, then neither arguments nor texts hold a secret
        ResticRepository repository = recording.repository(access);
        repository.init();
        backup(repository);
        assertThat(Files.readString(folder.resolve("argv")))
                .contains("backup", "--json")
                .doesNotContain(Fixture.PASSWORD.reveal(), "s3cr3t-key");
        assertThat(access + " " + repository + " " + Fixture.PASSWORD)
                .doesNotContain(Fixture.PASSWORD.reveal(), "s3cr3t-key");
    }

    private BackupSummary backup(ResticRepository repository) {
        return repository.backup(BackupRequest.of(site, "site-42", "htdocs", ".backup"), ProgressListener.SILENT);
    }

    private Restic wrapped(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Restic.at(file);
    }

    /** Where a wrapper that is confined, or has no rights, gets at the binary: its own is not named to the kernel. */
    private Path inReach() throws IOException {
        if (restic.binary().startsWith("/usr")) {
            return restic.binary();
        }
        Path copy = Files.createDirectories(folder.resolve("cache.tmp")).resolve("restic");
        return Files.copy(restic.binary(), copy);
    }

    private Restic unprivileged() throws IOException {
        return wrapped(
                "unprivileged", "exec setpriv --reuid 65534 --regid 65534 --clear-groups " + inReach() + " \"$@\"");
    }

    private void openUp() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(
                Files.createDirectories(folder.resolve("cache.tmp")), PosixFilePermissions.fromString("rwxrwxrwx"));
        try (var paths = Files.walk(folder.resolve("repository"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }
}
