package org.gardefou.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gardefou.local.process.BuildFiles;

/** A launcher in the background: started in a session of its own, its words relayed until all is ready. */
final class Detached {

    private static final String MARK = "gardefou.detached";

    private Detached() {}

    /** Whether this process is the one in the background. */
    static boolean isThis() {
        return Boolean.getBoolean(MARK);
    }

    /** Whether the suite became ready. */
    static boolean start(Settings settings, Home home, boolean infrastructureOnly, PrintStream out)
            throws IOException, InterruptedException {
        home.create();
        if (home.launcher().isPresent()) {
            out.println("Garde-fou runs already in " + settings.home() + ".");
            return true;
        }
        Path log = home.logs().resolve("launcher.log");
        Files.writeString(log, "");
        Files.deleteIfExists(home.readyFile());
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                BuildFiles.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgardefou.root=" + settings.root(),
                "-D" + MARK + "=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up"));
        if (infrastructureOnly) {
            command.add("--infra-only");
        }
        Process launcher = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (RandomAccessFile reader = new RandomAccessFile(log.toFile(), "r")) {
            boolean ended = false;
            while (!Files.exists(home.readyFile()) && !ended) {
                ended = launcher.waitFor(100, TimeUnit.MILLISECONDS);
                relay(reader, out);
            }
            relay(reader, out);
            if (ended) {
                out.println("Garde-fou did not start. All that was said is in " + log + ".");
            }
            return !ended;
        }
    }

    private static void relay(RandomAccessFile reader, PrintStream out) throws IOException {
        byte[] fresh = new byte[(int) (reader.length() - reader.getFilePointer())];
        reader.readFully(fresh);
        out.print(new String(fresh, StandardCharsets.UTF_8));
        out.flush();
    }
}
