package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gardefou.local.process.BuildFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --infra-only --detach} with a real PostgreSQL and a real broker, as {@code ./garde-fou} runs it. */
@Timeout(600)
class DetachedTest {

    @TempDir
    private Path directory;

    private final int shift = freeShift();

    @AfterEach
    void stop() throws Exception {
        said("down");
    }

    @Test
    void whoDetachesIsToldThatItIsReadyWhereItIsAndWhatToDoNext() throws Exception {
        String up = said("up", "--infra-only", "--detach");

        assertThat(up.lines().filter(line -> line.contains("Kafka   "))).hasSize(1);
        assertThat(up)
                .contains(
                        "postgresql",
                        "kafka",
                        "Ready after",
                        "PostgreSQL and Kafka are ready, and stay in the background:")
                .contains("GARDEFOU_HOME=" + directory.resolve("home") + " GARDEFOU_PORT_SHIFT=")
                .contains("./garde-fou status ", "./garde-fou logs kafka -f ", "./garde-fou down ")
                .doesNotContain("Ctrl-C", "Explorer");
        assertThat(said("up", "--infra-only", "--detach"))
                .contains("runs already", "PostgreSQL and Kafka are ready", "./garde-fou down ");
    }

    @Test
    void whatDoesNotStartSaysWhyAndWhereTheRestIs() throws Exception {
        // Not a suite's home: somebody else's file lies there.
        Files.writeString(Files.createDirectory(directory.resolve("home")).resolve("letter.txt"), "mine");

        assertThat(said("up", "--infra-only", "--detach"))
                .contains("GARDEFOU_HOME")
                .doesNotContain("are ready");
    }

    /** Below the ports of outgoing connections, which take any that is free. */
    private static int freeShift() {
        int first = (int) (ProcessHandle.current().pid() % 100);
        return IntStream.range(0, 100)
                .map(n -> 1_050 + (first + n) % 100 * 110)
                .filter(shift -> IntStream.of(Suite.POSTGRES_PORT, Suite.KAFKA_PORT, Suite.KAFKA_CONTROLLER_PORT)
                        .allMatch(port -> free(port + shift)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try {
            return PortCheck.free(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                BuildFiles.classes() + ":" + BuildFiles.beside("lib") + "/*",
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path said = directory.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("GARDEFOU_HOME", directory.resolve("home").toString());
        builder.environment().put("GARDEFOU_PORT_SHIFT", Integer.toString(shift));
        builder.environment().remove("QUARKUS_DATASOURCE_JDBC_URL");
        builder.environment().remove("KAFKA_BOOTSTRAP_SERVERS");
        assertThat(builder.start().waitFor(300, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
