package org.gardefou.terms.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.verify.TermsVerify;

/** What the two verifiers say of a bundle. */
final class Verifier {

    private Verifier() {}

    /** An exit code and what was printed. */
    record Verdict(int exitCode, String said) {}

    /** {@code terms-verify}, in this process. */
    static Verdict terms(byte[] bundle, String... options) throws IOException {
        Path file = Files.createTempFile("garde-fou-test-bundle-", ".zip");
        try {
            Files.write(file, bundle);
            List<String> arguments = new ArrayList<>(List.of(options));
            arguments.add(file.toString());
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
                int exitCode = TermsVerify.run(arguments.toArray(new String[0]), out, out);
                return new Verdict(exitCode, said.toString(StandardCharsets.UTF_8));
            }
        } finally {
            Files.delete(file);
        }
    }

    /** The one in Python. */
    static Verdict python(byte[] bundle, String key, Path... kept) throws IOException, InterruptedException {
        Path file = Files.createTempFile("garde-fou-test-bundle-", ".zip");
        try {
            Files.write(file, bundle);
            List<String> command =
                    new ArrayList<>(List.of("python3", "src/test/python/verify_bundle.py", file.toString(), key));
            for (Path checkpoint : kept) command.add(checkpoint.toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Verdict(process.waitFor(), said);
        } finally {
            Files.delete(file);
        }
    }
}
