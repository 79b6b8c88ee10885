package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peer of backups: restic as one would call it by hand or in a loop, with a repository for each site. */
final class BareRestic {

    private final Path place;

    BareRestic(Path place) {
        this.place = place;
    }

    void init(String site) throws IOException, InterruptedException {
        run(Path.of("/"), site, List.of("init", "--repository-version=2"));
    }

    /** One snapshot of a folder of a site, with portable paths as ours. */
    void backup(String site, Path root, String... folders) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("backup"));
        arguments.addAll(List.of(folders));
        run(root, site, arguments);
    }

    /** The latest snapshot of a site into an empty folder; checked by reading it once more, or not. */
    void restore(String site, Path into, boolean verify) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("restore", "latest", "--target=" + into));
        if (verify) arguments.add("--verify");
        run(Path.of("/"), site, arguments);
    }

    /** What it takes to open the repository of a site: mostly, to derive the key. */
    void open(String site) throws IOException, InterruptedException {
        run(Path.of("/"), site, List.of("cat", "config"));
    }

    private void run(Path directory, String site, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("restic", "-q"));
        command.addAll(arguments);
        Path log = Files.createDirectories(place).resolve(site + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "RESTIC_REPOSITORY",
                                place.resolve("repositories").resolve(site).toString(),
                        "RESTIC_PASSWORD", "a password of the peer",
                        "RESTIC_CACHE_DIR", place.resolve("cache").toString()));
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException("restic " + arguments + " ended with " + exit + ": " + Files.readString(log));
        }
    }
}
