package org.gardefou.local.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gardefou.local.process.Daemon;

/** Stops the suite of a home, whoever started it, and what a killed launcher left behind. */
final class Down {

    /** Five services, the broker, PostgreSQL and the demo's servers in turn: 5 to 10 s as a rule. */
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Settings settings;
    private final PrintStream out;
    private final Home home;

    Down(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
        this.home = new Home(settings.home());
    }

    int run() throws IOException {
        if (!home.isOurs()) {
            out.println("Nothing has run in " + settings.home() + ".");
            return 0;
        }
        Optional<ProcessHandle> launcher = home.launcher();
        boolean ran = launcher.isPresent();
        launcher.ifPresent(process -> Daemon.stop(process, "TERM", LIMIT));
        if (!ran) {
            new DemoRun(settings, home).stopSite();
        }
        List<String> orphans = Orphans.stop(home.run());
        out.println(
                ran || !orphans.isEmpty()
                        ? "Stopped. The data stays in " + settings.home() + "."
                        : "Nothing was running in " + settings.home() + ".");
        return 0;
    }
}
