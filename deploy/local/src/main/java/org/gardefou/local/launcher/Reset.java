package org.gardefou.local.launcher;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code reset [--yes]}: stops the suite and wipes its home, once it was asked. */
final class Reset {

    private final Settings settings;
    private final PrintStream out;

    Reset(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    int run(List<String> options) throws IOException {
        Options.requireKnown(options, List.of("--yes"));
        Home home = new Home(settings.home());
        if (!home.isOurs()) {
            out.println("There is nothing in " + settings.home() + ".");
            return 0;
        }
        if (!options.contains("--yes")) {
            Console console = System.console();
            if (console == null) {
                throw new Refusal("reset asks first, and there is no terminal to ask at: use --yes.");
            }
            String answer = console.readLine(
                    "This stops Garde-fou and removes all its data in %s: databases, backups, keys. Type yes: ",
                    settings.home());
            if (!"yes".equals(answer)) {
                out.println("Nothing was removed.");
                return 1;
            }
        }
        int stopped = new Down(settings, out).run();
        home.wipe();
        out.println("Wiped " + settings.home() + ".");
        return stopped;
    }
}
