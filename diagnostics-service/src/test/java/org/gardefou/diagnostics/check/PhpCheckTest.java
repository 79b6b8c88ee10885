package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A master of PHP-FPM that is gone, looked for by programs that see all others, and by such that do not. */
class PhpCheckTest {

    private static final String GONE = "999999999";
    private static final int CUSTOMER = 4_242;
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private String pidFile = "";

    @BeforeEach
    void aSiteWhoseMasterIsGone() throws IOException {
        assumeTrue(
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "Only root can give files away");
        assumeTrue(Files.readString(Path.of("/proc/2/comm")).startsWith("kthreadd"), "Sees only its own processes");
        for (Path place : List.of(folder, Files.createDirectories(folder.resolve("site")), documentRoot())) {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setAttribute(documentRoot(), "unix:uid", CUSTOMER);
        Files.setAttribute(documentRoot(), "unix:gid", CUSTOMER);
        Files.setAttribute(Files.createDirectory(folder.resolve("scratch")), "unix:uid", NOBODY);
        pidFile = Files.writeString(folder.resolve("php.pid"), GONE).toString();
    }

    @Test
    void whoSeesAllProcessesKnowsThatItIsGone() throws IOException {
        assertThat(look(folder, pidFile)).contains("PHP_FPM_DOWN");
    }

    /** The first in a namespace of its own; the second as another user where the processes of others are hidden. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unshare --pid --fork --mount-proc",
                "unshare --mount --fork -- sh -c 'mount -t proc -o hidepid=invisible proc /proc && exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"' sh"
            })
    void whoDoesNotSeeThemSaysSo(String around) throws Exception {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PhpCheckTest.class.getName(),
                folder.toString(),
                pidFile);
        List<String> command = new ArrayList<>(List.of("sh", "-c", "exec " + around + " \"$@\"", "sh"));
        command.addAll(java);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assumeTrue(!said.contains("unshare:") && !said.contains("mount:"), said);

        assertThat(said)
                .contains("does not see the processes of other accounts")
                .doesNotContain("PHP_FPM_DOWN");
    }

    /** Looks from within another process: its folder, the pid file. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(look(Path.of(arguments[0]), arguments[1]));
    }

    private static String look(Path folder, String pidFile) throws IOException {
        return new PhpCheck().look(Examined.in(folder, pidFile).seen(true)).toString();
    }

    private Path documentRoot() throws IOException {
        return Files.createDirectories(folder.resolve("site/htdocs"));
    }
}
