package org.gardefou.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    private Process stranger;

    @BeforeEach
    void startAStranger() throws Exception {
        stranger = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endTheStranger() throws Exception {
        stranger.destroyForcibly().waitFor();
    }

    @Test
    void theRecordedProcessIsFoundWhileItRuns() throws Exception {
        // Given
        PidFile file = new PidFile(directory.resolve("sleep.pid"));
        file.write(stranger.pid(), "sleep 600");
        // When, Then
        assertThat(file.live()).map(ProcessHandle::pid).contains(stranger.pid());
        stranger.destroyForcibly().waitFor();
        assertThat(file.live()).isEmpty();
    }

    @Test
    void aStrangerThatWasGivenTheNumberIsNotFound() throws Exception {
        // Given a pid file whose process started at another time, and one whose process was another program
        PidFile otherTime = new PidFile(directory.resolve("time.pid"));
        otherTime.write(stranger.pid(), "sleep 600");
        String text = Files.readString(otherTime.path());
        Files.writeString(otherTime.path(), text.replaceAll("start=\\d+", "start=1"));
        PidFile otherProgram = new PidFile(directory.resolve("program.pid"));
        otherProgram.write(stranger.pid(), "quarkus-run.jar");
        // When, Then
        assertThat(otherTime.live()).isEmpty();
        assertThat(otherProgram.live()).isEmpty();
    }

    @Test
    void aProcessThatHasEndedAlreadyLeavesNoRecord() throws Exception {
        PidFile file = new PidFile(directory.resolve("ended.pid"));
        file.write(stranger.pid(), "sleep 600");
        stranger.destroyForcibly().waitFor();
        file.write(stranger.pid(), "sleep 600");
        assertThat(file.path()).doesNotExist();
        assertThat(file.live()).isEmpty();
    }

    @Test
    void aFileCutOffInMidWriteNamesNobody() throws Exception {
        PidFile file = new PidFile(directory.resolve("cut.pid"));
        Files.writeString(file.path(), "pid=");
        assertThat(file.live()).isEmpty();
    }

    @Test
    void startingAProgramNeverKillsAStranger() throws Exception {
        // Given a stale pid file that names the stranger's number
        Path run = Files.createDirectories(directory.resolve("run"));
        PidFile stale = new PidFile(run.resolve("nap.pid"));
        stale.write(stranger.pid(), "sleep 600");
        Files.writeString(stale.path(), Files.readString(stale.path()).replaceAll("start=\\d+", "start=1"));
        // When
        try (Daemon nap = Daemon.start(new Nap(directory), run, directory.resolve("logs"))) {
            // Then
            assertThat(stranger.isAlive()).isTrue();
            assertThat(stale.live()).map(ProcessHandle::pid).contains(nap.pid());
        }
        assertThat(stranger.isAlive()).isTrue();
        assertThat(stale.path()).doesNotExist();
    }

    @Test
    void aProgramThatDoesNotStopWhenAskedIsKilledWithItsChildren() throws Exception {
        // Given a program that ignores the signal and has a child
        Daemon stubborn = Daemon.start(new Stubborn(directory), directory.resolve("run"), directory.resolve("logs"));
        ProcessHandle handle = ProcessHandle.of(stubborn.pid()).orElseThrow();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> handle.children().findAny().isPresent());
        ProcessHandle child = handle.children().findAny().orElseThrow();
        // When
        stubborn.close();
        // Then
        assertThat(stubborn.alive()).isFalse();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !child.isAlive());
    }

    private record Nap(Path directory) implements Program {
        @Override
        public String name() {
            return "nap";
        }

        @Override
        public Command command() {
            return new Command(List.of("sleep", "610"), Map.of(), directory, "sleep 610");
        }

        @Override
        public boolean ready() {
            return true;
        }
    }

    private record Stubborn(Path directory) implements Program {
        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public Command command() {
            return new Command(
                    List.of("sh", "-c", "trap '' TERM; sleep 620 & while :; do wait; done"),
                    Map.of(),
                    directory,
                    "trap");
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public Duration stopLimit() {
            return Duration.ofMillis(300);
        }
    }
}
