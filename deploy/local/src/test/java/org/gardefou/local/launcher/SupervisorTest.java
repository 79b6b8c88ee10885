package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.PidFile;
import org.gardefou.local.process.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes: small shell programs that note when they end. */
class SupervisorTest {

    @TempDir
    private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Home home;
    private Supervisor supervisor;

    @BeforeEach
    void start() throws Exception {
        home = new Home(directory.resolve("home")).create();
        supervisor = new Supervisor(home, said::add);
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void whatEndsByItselfIsStartedAgainAndSaidSo() throws Exception {
        // Given
        supervisor.start(List.of(new Shell("database", directory)));
        ProcessHandle first = running("database");
        // When
        first.destroyForcibly();
        // Then
        await().atMost(Duration.ofSeconds(120))
                .until(() -> said.stream().anyMatch(line -> line.contains("ready again")));
        assertThat(running("database").pid()).isNotEqualTo(first.pid());
        assertThat(said).anyMatch(line -> line.contains("database ended by itself (exit code 137)"));
    }

    @Test
    void whatWasStartedLastStopsFirstAndNothingIsStartedAgain() throws Exception {
        // Given
        supervisor.start(List.of(new Shell("database", directory)));
        supervisor.start(List.of(new Shell("terms", directory)));
        // When
        supervisor.stop();
        // Then
        assertThat(Files.readAllLines(directory.resolve("ends"))).containsExactly("terms", "database");
        assertThat(new PidFile(home.run().resolve("database.pid")).live()).isEmpty();
        assertThat(said).noneMatch(line -> line.contains("ended by itself"));
    }

    @Test
    void whatDoesNotStartIsSaidWithTheEndOfItsLog() {
        Program broken = new Shell("broken", directory) {
            @Override
            public Command command() {
                return new Command(
                        List.of("sh", "-c", "echo no room left; exit 3"), Map.of(), directory, "no room left");
            }

            @Override
            public boolean ready() {
                return false;
            }
        };
        assertThatThrownBy(() -> supervisor.start(List.of(broken)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no room left");
    }

    @Test
    void whatAKilledLauncherLeftBehindIsFoundAndStopped() throws Exception {
        // Given a process that only its pid file knows
        supervisor.start(List.of(new Shell("terms", directory)));
        ProcessHandle orphan = running("terms");
        Supervisor gone = supervisor;
        // When
        List<String> stopped = Orphans.stop(home.run());
        gone.stop();
        // Then
        assertThat(stopped).containsExactly("terms");
        assertThat(orphan.isAlive()).isFalse();
        assertThat(Orphans.stop(home.run())).isEmpty();
    }

    private ProcessHandle running(String name) {
        return new PidFile(home.run().resolve(name + ".pid")).live().orElseThrow();
    }

    private static class Shell implements Program {
        private final String name;
        private final Path directory;

        Shell(String name, Path directory) {
            this.name = name;
            this.directory = directory;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Command command() {
            String script = "trap 'echo " + name + " >> ends; exit 0' TERM; : > " + name + ".ready; "
                    + "while :; do sleep 0.05; done";
            return new Command(List.of("sh", "-c", script), Map.of(), directory, name + ".ready");
        }

        @Override
        public boolean ready() {
            return Files.exists(directory.resolve(name + ".ready"));
        }
    }
}
