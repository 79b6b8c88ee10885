package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("org.gardefou.restic.Fixture#binaries")
class StoppingTest {
    private final Restic restic;
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    /** KiB/s, at which a few megabytes take longer than anything that is tried meanwhile on a busy machine. */
    private static final int VERY_SLOW = 40;

    @TempDir
    Path folder;

    private Path site;
    private ResticRepository repository;

    StoppingTest(Restic restic) {
        this.restic = restic;
    }

    @BeforeEach
    void makeSiteAndRepository() throws IOException {
        site = Fixture.site(folder);
        repository = Fixture.repository(restic, folder);
    }

    @AfterEach
    void end() {
        background.close();
    }

    @Test
    void cancellingABackupLeavesNoLockAndNoSnapshot() throws Exception {
        // Given a backup in the middle of its work, slowed down by a narrow link
        Fixture.random(site.resolve("htdocs/big.bin"), 8_000_000, 3);
        Cancellation cancellation = new Cancellation();
        Future<Throwable> outcome =
                inBackground(slow().using(CallOptions.defaults().cancelledBy(cancellation)));
        awaitLock();

        // When it is cancelled, then the call says so, and neither lock nor snapshot nor process is left
        cancellation.cancel();
        assertThat(outcome.get()).isInstanceOf(ResticException.Cancelled.class);
        assertThat(lockFiles()).isEmpty();
        assertThat(repository.snapshots()).isEmpty();
        assertThat(journal()).isEmpty();
    }

    @Test
    void interruptingTheCallerCancelsToo() throws Exception {
        // Given a backup on a thread of its own
        Fixture.random(site.resolve("htdocs/big.bin"), 8_000_000, 3);
        ResticRepository slow = slow();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = Thread.ofPlatform().start(() -> outcome.complete(catchThrowable(() -> backup(slow))));
        awaitLock();

        // When the thread is interrupted, then the backup is cancelled and cleaned up
        caller.interrupt();
        assertThat(outcome.get()).isInstanceOf(ResticException.Cancelled.class);
        assertThat(lockFiles()).isEmpty();
    }

    @Test
    void aCallThatTakesTooLongIsStopped() throws Exception {
        // Given too little time, when a backup runs, then it is stopped and its lock is gone: at once, or (0.18) behind
        // the file that
        // it is writing
        Fixture.random(site.resolve("htdocs/big.bin"), 1_500_000, 3);
        assertThatThrownBy(() -> backup(slow().using(CallOptions.defaults().within(Duration.ofSeconds(1)))))
                .isInstanceOf(ResticException.TimedOut.class)
                .hasMessageContaining("PT1S");
        assertThat(lockFiles()).isEmpty();
        assertThat(repository.snapshots()).isEmpty();
    }

    @Test
    void aKilledProcessOfOursLeavesALockThatCanBeCleared() throws Exception {
        // Given a backup of ours that was killed hard
        Fixture.random(site.resolve("htdocs/big.bin"), 8_000_000, 3);
        Future<Throwable> outcome = inBackground(verySlow());
        awaitLock();
        Lock lock = repository.locks().getFirst();
        ProcessHandle.of(lock.pid()).orElseThrow().destroyForcibly();
        assertThat(outcome.get()).isInstanceOf(ResticException.ResticFailed.class);

        // When something wants the repository alone, then it is told who holds it
        assertThatThrownBy(repository::prune).isInstanceOfSatisfying(ResticException.RepositoryLocked.class, locked -> {
            assertThat(locked.pid()).isEqualTo(lock.pid());
            assertThat(locked.host()).isEqualTo(lock.host());
            assertThat(locked.exclusive()).isFalse();
            assertThat(locked.since()).isBetween(Instant.now().minusSeconds(3600), Instant.now());
        });

        // When another client of the same cache directory, as after a restart, unlocks, then the way is free
        Unlocked unlocked = restic.repository(Fixture.access(folder)).unlockOwnDead();
        assertThat(unlocked.removed()).extracting(Lock::pid).containsExactly(lock.pid());
        assertThat(unlocked.kept()).isEmpty();
        repository.prune();
        assertThat(journal()).isEmpty();
    }

    @Test
    void aProcessWhoseServiceDiedAsItStartedItLeavesALockThatCanBeCleared() throws Exception {
        // Given a service that died behind the intention to start a process, and before it could note its pid
        Fixture.random(site.resolve("htdocs/big.bin"), 8_000_000, 3);
        Process service = new ProcessBuilder("true").start();
        service.waitFor();
        RepositoryAccess ours = Fixture.access(folder);
        new OwnProcesses(ours.cacheDirectory(), ours.location()).intend(service.pid());
        RepositoryAccess unknown = RepositoryAccess.of(ours.location(), Fixture.PASSWORD, folder.resolve("other-cache"))
                .withBandwidth(VERY_SLOW, 0);
        Future<Throwable> outcome = inBackground(restic.repository(unknown));
        awaitLock();

        // When the process lives, then its lock stays
        assertThat(repository.unlockOwnDead().removed()).isEmpty();

        // When it is dead, then the lock goes with the next backup or prune, as any of ours
        Lock lock = repository.locks().getFirst();
        ProcessHandle.of(lock.pid()).orElseThrow().destroyForcibly();
        assertThat(outcome.get()).isInstanceOf(ResticException.ResticFailed.class);
        repository.unlockIfOwnDied();
        assertThat(lockFiles()).isEmpty();
        repository.prune();
    }

    @Test
    void locksOfOthersStay() throws Exception {
        // Given a dead process that was not ours (another service's cache directory), and its lock
        Fixture.random(site.resolve("htdocs/big.bin"), 8_000_000, 3);
        RepositoryAccess theirs = RepositoryAccess.of(
                        folder.resolve("repository").toString(), Fixture.PASSWORD, folder.resolve("other-cache"))
                .withBandwidth(VERY_SLOW, 0);
        Future<Throwable> outcome = inBackground(restic.repository(theirs));
        awaitLock();

        // When it lives, then neither client touches its lock
        assertThat(restic.repository(theirs).unlockOwnDead().removed()).isEmpty();
        assertThat(repository.unlockOwnDead().removed()).isEmpty();

        // When it is dead, then ours still leaves it
        Lock lock = repository.locks().getFirst();
        ProcessHandle.of(lock.pid()).orElseThrow().destroyForcibly();
        assertThat(outcome.get()).isInstanceOf(ResticException.ResticFailed.class);
        Unlocked unlocked = repository.unlockOwnDead();
        assertThat(unlocked.removed()).isEmpty();
        assertThat(unlocked.kept()).hasSize(1);
        assertThat(lockFiles()).hasSize(1);
    }

    @Test
    void anExclusiveLockStopsAllButReadingWithoutLock() throws Exception {
        // Given a check that holds the repository alone, made slow
        Fixture.random(site.resolve("htdocs/big.bin"), 5_000_000, 3);
        backup(repository);
        Cancellation cancellation = new Cancellation();
        ResticRepository checking = restic.repository(Fixture.access(folder).withBandwidth(0, VERY_SLOW))
                .using(CallOptions.defaults().cancelledBy(cancellation));
        Future<Throwable> check = background.submit(() -> catchThrowable(() -> checking.check(CheckDepth.readData())));
        awaitLock();

        // When others come, then they are told, and reading without a lock works
        assertThatThrownBy(repository::snapshots)
                .isInstanceOfSatisfying(ResticException.RepositoryLocked.class, locked -> assertThat(locked.exclusive())
                        .isTrue());
        assertThatThrownBy(() -> backup(repository)).isInstanceOf(ResticException.RepositoryLocked.class);
        assertThat(repository.using(CallOptions.defaults().readingWithoutLock()).snapshots())
                .hasSize(1);

        // And the check stops without a trace
        cancellation.cancel();
        assertThat(check.get()).isInstanceOf(ResticException.Cancelled.class);
        assertThat(lockFiles()).isEmpty();
    }

    /** What it does lasts for minutes: the test sees to its end. */
    private ResticRepository verySlow() {
        return restic.repository(
                Fixture.access(folder).withBandwidth(VERY_SLOW, 0).withNice(5));
    }

    private ResticRepository slow() {
        return restic.repository(Fixture.access(folder).withBandwidth(500, 0).withNice(5));
    }

    private BackupSummary backup(ResticRepository on) {
        return on.backup(BackupRequest.of(site, "site-42", "htdocs"), ProgressListener.SILENT);
    }

    private Future<Throwable> inBackground(ResticRepository on) {
        return background.submit(() -> catchThrowable(() -> backup(on)));
    }

    private void awaitLock() {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !lockFiles().isEmpty());
    }

    private List<Path> lockFiles() throws IOException {
        // Without the "-tmp-" files of locks in the making, which restic ignores.
        return Fixture.files(folder.resolve("repository/locks")).stream()
                .filter(file -> file.getFileName().toString().length() == 64)
                .toList();
    }

    private List<Path> journal() throws IOException {
        Path journal = folder.resolve("cache/gardefou-processes");
        return Files.isDirectory(journal) ? Fixture.files(journal) : List.of();
    }
}
