package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gardefou.local.process.BuildFiles;

/**
 * The demonstration, in a process of its own: its site outlives it. Its main class takes one argument, {@code play} or
 * {@code stop}, and finds the facts in the system properties {@code gardefou.root}, {@code gardefou.home},
 * {@code gardefou.site.directory}, {@code gardefou.edge.url}, {@code gardefou.port-shift},
 * {@code gardefou.secrets.root} (a directory for each service's secrets) and {@code gardefou.operator.token-file}.
 */
final class DemoRun {

    private static final String MAIN = "org.gardefou.local.demo.Demo";

    private final Settings settings;
    private final Home home;

    DemoRun(Settings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    void requirePresent() {
        if (!present()) {
            throw new Refusal("This build has no demo site: use ./garde-fou up.");
        }
    }

    /** Plays the story; its exit code. */
    int play() throws IOException, InterruptedException {
        return run("play").inheritIO().start().waitFor();
    }

    /** Stops the servers of the demo's site, where there is one. */
    void stopSite() {
        if (!present() || !Files.isDirectory(site())) {
            return;
        }
        try {
            int code = run("stop").inheritIO().start().waitFor();
            if (code != 0) {
                System.err.println("The demo's site did not stop (exit code " + code + "): see " + site());
            }
        } catch (IOException cause) {
            System.err.println("The demo's site could not be stopped: " + cause.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Path site() {
        return home.directory().resolve("site");
    }

    private static boolean present() {
        return DemoRun.class.getClassLoader().getResource(MAIN.replace('.', '/') + ".class") != null;
    }

    private ProcessBuilder run(String what) {
        return new ProcessBuilder(List.of(
                BuildFiles.java(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgardefou.root=" + settings.root(),
                "-Dgardefou.home=" + home.directory(),
                "-Dgardefou.site.directory=" + site(),
                "-Dgardefou.edge.url=" + settings.edgeUrl(),
                "-Dgardefou.port-shift=" + settings.portShift(),
                "-Dgardefou.secrets.root=" + home.directory().resolve("secrets"),
                "-Dgardefou.operator.token-file=" + home.tokens().resolve("operator.token"),
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                what));
    }
}
