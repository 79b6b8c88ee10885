package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code logs SERVICE [-f]}: the end of a process's log, and what follows. */
final class Logs {

    private static final String LINES = "200";

    private Logs() {}

    static int run(Settings settings, List<String> options) throws IOException, InterruptedException {
        Path logs = new Home(settings.home()).logs();
        List<String> names =
                options.stream().filter(option -> !option.startsWith("-")).toList();
        Options.requireKnown(
                options.stream().filter(option -> option.startsWith("-")).toList(), List.of("-f"));
        if (names.size() > 1) throw new IllegalArgumentException("One log at a time: " + names.getFirst() + ".");
        String name = names.isEmpty() ? "" : names.getFirst();
        Path log = find(logs, name);
        List<String> command = new ArrayList<>(List.of("tail", "-n", LINES));
        if (options.contains("-f")) {
            command.add("-F");
        }
        command.add(log.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static Path find(Path logs, String name) throws IOException {
        // "terms" is as good as "terms-service".
        for (String candidate : List.of(name, name + "-service")) {
            Path log = logs.resolve(candidate + ".log").normalize();
            if (log.startsWith(logs) && Files.exists(log)) {
                return log;
            }
        }
        throw new Refusal((name.isEmpty() ? "Say whose log" : "There is no log of \"" + name + "\"") + ": there is "
                + present(logs) + ".");
    }

    private static String present(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return "none yet; start with ./garde-fou up";
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString().replace(".log", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
