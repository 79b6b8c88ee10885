package org.gardefou.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens around a bundle; bundles themselves are checked by the tests of the service that writes them. */
class TermsVerifyTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aCommandThatCannotBeUnderstoodSaysHowItIsMeant() {
        assertThat(run()).isEqualTo(64);
        assertThat(run("a.zip", "b.zip")).isEqualTo(64);
        assertThat(run("a.zip", "--trust")).isEqualTo(64);
        assertThat(run("a.zip", "--belive", "x")).isEqualTo(64);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Usage", "Exit codes", "--belive");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run(directory.resolve("none.zip").toString())).isEqualTo(66);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("none.zip");
    }

    @Test
    void whatIsNoBundleEndsInWordsWhateverItIs() throws IOException {
        Random random = new Random(3);
        for (int size : List.of(0, 1, 21, 22, 29, 30, 31, 200, 5_000)) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            assertThat(run(Files.write(directory.resolve("noise"), bytes).toString()))
                    .isEqualTo(65);
            // With the beginning of an archive it is read on.
            System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, Math.min(4, size));
            assertThat(run(Files.write(directory.resolve("noise"), bytes).toString()))
                    .isIn(1, 2, 65);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("GOOD", "Exception");
    }

    private int run(String... arguments) {
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            return TermsVerify.run(arguments, out, out);
        }
    }
}
