package org.gardefou.restore.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.kit.id.Ids;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.bed.BackupsStandIn;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.Failures;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restoring beside a small site on a small disk of its own, from a hostile tree. */
@QuarkusTest
@QuarkusTestResource(BackupsStandIn.class)
class PreparationTest {
    private static final int MEGABYTE = 1 << 20;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path kept;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ResticRepository repository;

    @Inject
    Preflight preflight;

    @Inject
    Preparation preparation;

    private final UUID restore = Ids.next();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path scratch;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Target target;

    @SuppressWarnings("NullAway.Init") // set before each test
    private String snapshot;

    /** One for all: to make a repository takes longer than what each test does with it. */
    @BeforeAll
    static void aRepository() throws IOException {
        kept = Files.createTempDirectory("gardefou-preparation-kept");
        repository = Restic.find()
                .repository(RepositoryAccess.of(
                        kept.resolve("repository").toString(), RepositoryPassword.generate(), kept.resolve("cache")));
        repository.init();
    }

    @AfterAll
    static void noRepository() throws IOException {
        delete(kept);
    }

    @BeforeEach
    void aHostileSiteOnASmallDisk() throws Exception {
        scratch = Files.createTempDirectory("gardefou-preparation");
        root = Files.createDirectory(scratch.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "none", root.toString());
        Path htdocs = root.resolve("htdocs");
        Files.createDirectories(htdocs.resolve("wp-content/uploads"));
        byte[] noise = new byte[2 * MEGABYTE];
        new Random(42).nextBytes(noise);
        Files.write(htdocs.resolve("photo.jpg"), noise);
        Files.writeString(htdocs.resolve("index.php"), "<?php echo 'good';");
        Path root4 = Files.writeString(htdocs.resolve("become-root"), "#!/bin/sh\n");
        run("chmod", "4755", root4.toString());
        run("mknod", htdocs.resolve("disk-of-others").toString(), "b", "8", "0");
        run("mkfifo", htdocs.resolve("fifo").toString());
        Files.createSymbolicLink(htdocs.resolve("inside"), Path.of("index.php"));
        Files.createSymbolicLink(htdocs.resolve("shared"), Path.of("/usr/share"));
        Files.createSymbolicLink(htdocs.resolve("passwords"), Path.of("/etc/shadow"));
        snapshot = repository
                .backup(BackupRequest.of(root, "site", "htdocs"), ProgressListener.SILENT)
                .snapshotId();
        // What the live site has too is not new to anybody; what it does not have must not come back.
        Files.delete(htdocs.resolve("passwords"));
        run("chown", "-R", "-h", "www-data:www-data", htdocs.toString());
        target = new Target(root.toString(), htdocs.toString(), "www-data", null, null, List.of());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        run("umount", root.toString());
        delete(scratch);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aHostileTreeIsMadeHarmlessAndBelongsToTheSite() throws Exception {
        // Given an upload of after the restore point
        Files.writeString(root.resolve("htdocs/wp-content/uploads/new.png"), "new");
        Files.writeString(root.resolve("htdocs/wp-content/uploads/new.php"), "<?php");
        // When
        Prepared prepared = prepare();
        // Then
        Path tree = root.resolve(prepared.tree());
        assertThat(tree.resolve("index.php")).hasContent("<?php echo 'good';");
        assertThat(tree.resolve("disk-of-others")).doesNotExist();
        assertThat(Files.exists(tree.resolve("fifo"))).isFalse();
        assertThat(Files.exists(tree.resolve("passwords"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(Files.readSymbolicLink(tree.resolve("inside"))).hasToString("index.php");
        assertThat(Files.readSymbolicLink(tree.resolve("shared"))).hasToString("/usr/share");
        assertThat((int) Files.getAttribute(tree.resolve("become-root"), "unix:mode") & 07777)
                .isEqualTo(0755);
        assertThat(prepared.sanitised())
                .containsExactlyInAnyOrder(
                        "SETUID become-root", "DEVICE disk-of-others", "FIFO fifo", "LINK_OUT passwords");
        assertThat(prepared.carried()).containsExactly("wp-content/uploads/new.png");
        assertThat(tree.resolve("wp-content/uploads/new.png")).hasContent("new");
        try (Stream<Path> all = Files.walk(tree)) {
            assertThat(all).allSatisfy(path -> assertThat(
                            Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName())
                    .isEqualTo("www-data"));
        }
        // And the customer cannot look at it before it is live
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(prepared.folder()))))
                .isEqualTo("rwx------");
        // When it is prepared again, as after a crash, it is the same
        assertThat(prepare().sanitised()).hasSameSizeAs(prepared.sanitised());
        preparation.clean(restore, target);
        assertThat(root.resolve(prepared.folder())).doesNotExist();
    }

    @Test
    void aFolderThatIsSwappedForALinkLeadsNothingElsewhere() throws Exception {
        // Given a customer who waits for our folder, moves it away, and plants a way to another's files in its place
        Path foreign = Files.createDirectories(scratch.resolve("foreign/htdocs"));
        Files.writeString(foreign.resolve("index.php"), "theirs");
        Path ours = root.resolve(Preparation.folder(restore));
        SnapshotLayout layout = check();
        CompletableFuture<Void> attack = CompletableFuture.runAsync(() -> {
            try {
                while (!Files.exists(ours.resolve("1"))) Thread.onSpinWait();
                Files.move(ours, root.resolve("aside"));
                Files.createDirectories(ours.resolve("1"));
                Files.createSymbolicLink(ours.resolve("1/tree"), foreign.getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // When
        Throwable problem = catchThrowable(() -> prepare(layout));
        attack.get(120, TimeUnit.SECONDS);
        // Then it fails for what it is, and neither the other's files nor the live site were touched
        assertThat(problem).isNotNull();
        assertThat(Failures.of(problem).code()).isEqualTo(FailureCode.FILES_FAILED);
        assertThat(Failures.of(problem).text().en()).contains("moved or replaced", "start again");
        assertThat(foreign.resolve("index.php")).hasContent("theirs");
        assertThat(Files.getOwner(foreign.resolve("index.php")).getName()).isEqualTo("root");
        try (Stream<Path> names = Files.list(foreign)) {
            assertThat(names).hasSize(1);
        }
        assertThat(root.resolve("htdocs/index.php")).hasContent("<?php echo 'good';");
        // And what was restored is gone, wherever its folder went
        assertThat(root.resolve("aside")).isEmptyDirectory();
        preparation.clean(restore, target);
        assertThat(foreign).isDirectory();
        // And the next try works
        assertThat(prepare().files()).isPositive();
    }

    @Test
    void whatThePointLeavesOutOnPurposeIsTakenOverFromTheLiveSite() throws Exception {
        // Given a point that says what it leaves out, and a site that has it, and a cache that is made anew
        Path htdocs = root.resolve("htdocs");
        Path ours = Files.createDirectory(root.resolve(".gardefou-backup"));
        Files.writeString(ours.resolve("meta.json"), """
                {"format": "gardefou-meta/2", "leftOut": {"exclude": ["htdocs/videos", "htdocs/**/*.iso"], "rebuilt": ["**/cache/*"]}}""");
        Files.createDirectories(htdocs.resolve("videos/2026"));
        Files.createDirectories(htdocs.resolve("new/cache"));
        Files.writeString(htdocs.resolve("videos/2026/one.mp4"), "film");
        Files.writeString(htdocs.resolve("videos/play.php"), "<?php // mine");
        Files.createSymbolicLink(htdocs.resolve("videos/last"), Path.of("2026/one.mp4"));
        Files.createSymbolicLink(htdocs.resolve("videos/out"), Path.of("/etc/shadow"));
        snapshot = repository
                .backup(
                        BackupRequest.of(root, "site", "htdocs", ".gardefou-backup")
                                .excluding(
                                        root + "/htdocs/videos",
                                        root + "/htdocs/**/*.iso",
                                        root + "/htdocs/**/cache/*"),
                        ProgressListener.SILENT)
                .snapshotId();
        Files.delete(htdocs.resolve("videos/out"));
        Files.writeString(htdocs.resolve("new/image.iso"), "disc");
        Files.writeString(htdocs.resolve("new/cache/page.html"), "<h1>broken</h1>");
        Files.writeString(htdocs.resolve("came-later.txt"), "not in the point");
        // When
        SnapshotLayout layout = check();
        Prepared prepared = prepare(layout);
        // Then it is in the restored tree, code as well, and belongs to the site; the cache and what came later are not
        Path tree = root.resolve(prepared.tree());
        assertThat(tree.resolve("videos/2026/one.mp4")).hasContent("film");
        assertThat(tree.resolve("videos/play.php")).hasContent("<?php // mine");
        assertThat(Files.readSymbolicLink(tree.resolve("videos/last"))).hasToString("2026/one.mp4");
        assertThat(tree.resolve("new/image.iso")).hasContent("disc");
        assertThat(Files.getOwner(tree.resolve("videos/2026")).getName()).isEqualTo("www-data");
        assertThat(tree.resolve("new/cache/page.html")).doesNotExist();
        assertThat(tree.resolve("came-later.txt")).doesNotExist();
        assertThat(prepared.carried()).containsExactlyInAnyOrder("videos", "new/image.iso");
        // And what is written to it before the switch comes along
        Files.writeString(htdocs.resolve("videos/2026/one.mp4"), "the director's cut");
        Files.writeString(htdocs.resolve("videos/two.mp4"), "film");
        Prepared ready = preparation.carryNewer(target, prepared, layout);
        assertThat(tree.resolve("videos/2026/one.mp4")).hasContent("the director's cut");
        assertThat(tree.resolve("videos/two.mp4")).hasContent("film");
        assertThat(ready.carried()).containsExactlyInAnyOrder("videos", "new/image.iso");
        // And where it has no room that is seen before anything is written
        Files.write(htdocs.resolve("videos/large.mp4"), new byte[2 * MEGABYTE]);
        preparation.clean(restore, target);
        Throwable problem = catchThrowable(this::check);
        assertThat(Failures.of(problem).code()).isEqualTo(FailureCode.NO_SPACE);
    }

    @Test
    void aFullDiskIsSeenBeforeTheStart() throws Exception {
        fill(4);
        Throwable problem = catchThrowable(this::check);
        assertThat(Failures.of(problem).code()).isEqualTo(FailureCode.NO_SPACE);
        assertThat(Failures.of(problem).text().fr()).contains("Mo sur le disque");
    }

    @Test
    void aDiskThatFillsInTheMiddleLeavesTheSiteAlone() throws Exception {
        // Given room when it was looked
        SnapshotLayout layout = check();
        // When there is none any more
        fill(5);
        Throwable problem = catchThrowable(() -> prepare(layout));
        // Then
        assertThat(Failures.of(problem).code()).isEqualTo(FailureCode.NO_SPACE);
        preparation.clean(restore, target);
        try (Stream<Path> names = Files.list(root)) {
            assertThat(names.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("htdocs", "filler");
        }
        assertThat(root.resolve("htdocs/index.php")).hasContent("<?php echo 'good';");
        assertThat(repository.locks()).isEmpty();
    }

    @Test
    void whatCannotBeExchangedIsSeenBeforeTheStart() throws Exception {
        Path uploads = root.resolve("htdocs/wp-content/uploads");
        run("mount", "-t", "tmpfs", "-o", "size=1m", "none", uploads.toString());
        try {
            assertThat(refused(target, Selection.files(List.of("wp-content/uploads"))))
                    .isEqualTo(FailureCode.CROSS_DEVICE);
            assertThat(refused(target, Selection.files(List.of("wp-content/uploads/2026/a.jpg"))))
                    .isEqualTo(FailureCode.CROSS_DEVICE);
            preflight.demandReachable(target, Selection.files(List.of("index.php")));
            assertThat(refused(target, Selection.EVERYTHING)).isEqualTo(FailureCode.CROSS_DEVICE);
            // And what is mounted when a tree is deleted that it was moved away with stays
            Files.writeString(uploads.resolve("theirs.jpg"), "theirs");
            assertThat(catchThrowable(() -> new LocalSiteFiles(root).deleteTree("htdocs/wp-content")))
                    .isInstanceOf(FileAccessException.class);
            assertThat(uploads.resolve("theirs.jpg")).hasContent("theirs");
        } finally {
            run("umount", uploads.toString());
        }
        Path htdocs = root.resolve("htdocs");
        run("mount", "-t", "tmpfs", "-o", "size=1m", "none", htdocs.toString());
        try {
            assertThat(refused(target, Selection.EVERYTHING)).isEqualTo(FailureCode.CROSS_DEVICE);
        } finally {
            run("umount", htdocs.toString());
        }
        // Of the same file system, so that no number of a device tells
        run("mount", "--bind", htdocs.toString(), htdocs.toString());
        try {
            assertThat(refused(target, Selection.EVERYTHING)).isEqualTo(FailureCode.CROSS_DEVICE);
        } finally {
            run("umount", htdocs.toString());
        }
        assertThat(refused(target, Selection.files(List.of("inside/x")))).isEqualTo(FailureCode.PATH_THROUGH_LINK);
        Files.createSymbolicLink(root.resolve("www"), Path.of("htdocs"));
        Target link = new Target(root.toString(), root.resolve("www").toString(), "www-data", null, null, List.of());
        assertThat(refused(link, Selection.EVERYTHING)).isEqualTo(FailureCode.SITE_FOLDER_MISSING);
    }

    private FailureCode refused(Target where, Selection selection) {
        return Failures.of(catchThrowable(() -> preflight.demandReachable(where, selection)))
                .code();
    }

    private SnapshotLayout check() throws Exception {
        return preflight.check(target, repository, snapshot, Selection.EVERYTHING);
    }

    private Prepared prepare() throws Exception {
        return prepare(check());
    }

    private Prepared prepare(SnapshotLayout layout) throws Exception {
        return preparation.prepare(
                restore, 1, target, layout, List.of(), repository, snapshot, ProgressListener.SILENT);
    }

    private void fill(int megabytes) throws IOException {
        Files.write(root.resolve("filler"), new byte[megabytes * MEGABYTE]);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
