package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.local.process.BuildFiles;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.Program;

/** One service of the suite, started from the fast-jar that its build left. */
final class ServiceProgram implements Program {

    private final Suite.Service service;
    private final Settings settings;
    private final Map<String, String> properties;
    private final Map<String, String> environment;
    private final Path directory;

    /**
     * A service that is not started yet.
     *
     * @param properties its configuration, passed as system properties
     * @param environment what must not be seen in the list of processes
     * @param directory where it runs
     */
    ServiceProgram(
            Suite.Service service,
            Settings settings,
            Map<String, String> properties,
            Map<String, String> environment,
            Path directory) {
        this.service = service;
        this.settings = settings;
        this.properties = new LinkedHashMap<>(properties);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    /** What the build of a service leaves. */
    static Path jar(Suite.Service service, Path root) {
        return root.resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public Command command() throws IOException {
        Path jar = jar(service, settings.root());
        if (!Files.exists(jar)) {
            throw new Refusal(service.name() + " is not built: run mvn -DskipTests package first.");
        }
        // Serial collector and C1 only: half the memory and two thirds of the start of the defaults, on two cores.
        List<String> arguments = new ArrayList<>(List.of(
                BuildFiles.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseCompactObjectHeaders",
                "-Xss512k",
                "-Xmx192m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        properties.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of("-jar", jar.toString()));
        return new Command(arguments, environment, directory, jar.toString());
    }

    @Override
    public boolean ready() {
        return HttpProbe.answers(healthUrl(service, settings));
    }

    /** Where a service says whether it is ready. */
    static String healthUrl(Suite.Service service, Settings settings) {
        return "http://127.0.0.1:" + settings.port(service.usualPort()) + "/q/health/ready";
    }
}
