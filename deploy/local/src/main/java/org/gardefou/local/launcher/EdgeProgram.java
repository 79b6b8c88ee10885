package org.gardefou.local.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.Program;

/** The edge, in a small JVM of its own. */
final class EdgeProgram implements Program {

    static final String MAIN = "org.gardefou.local.edge.Edge";

    private final Settings settings;

    EdgeProgram(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "edge";
    }

    @Override
    public Command command() {
        List<String> arguments = new ArrayList<>(List.of(
                BuildFiles.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                BuildFiles.classes() + ":" + BuildFiles.beside("lib") + "/*",
                MAIN,
                Integer.toString(settings.port(Suite.EDGE_PORT))));
        for (Suite.Service service : Suite.SERVICES) {
            arguments.add(service.path() + ":" + service.name() + ":" + settings.port(service.usualPort()));
        }
        return new Command(arguments, Map.of(), settings.home(), MAIN + " " + settings.port(Suite.EDGE_PORT));
    }

    @Override
    public boolean ready() {
        return HttpProbe.answers("http://127.0.0.1:" + settings.port(Suite.EDGE_PORT) + "/");
    }
}
