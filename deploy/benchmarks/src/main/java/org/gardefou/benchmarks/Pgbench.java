package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator: the same work without us, on the same server. */
final class Pgbench {

    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) \\(without initial connection time\\)");

    private final Lab lab;
    private final Path program;

    Pgbench(Lab lab) throws IOException {
        this.lab = lab;
        this.program = find(lab.root());
    }

    /**
     * What one transaction does.
     *
     * @param role that it connects as
     */
    record Script(String name, String database, String role, String text) {}

    /** Where Debian installs it, or where the launcher has unpacked it. */
    private static Path find(Path root) throws IOException {
        for (Path place :
                List.of(Path.of("/usr/lib/postgresql"), root.resolve("target/postgresql/usr/lib/postgresql"))) {
            if (!Files.isDirectory(place)) continue;
            try (Stream<Path> versions = Files.list(place)) {
                for (Path version :
                        versions.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Path pgbench = version.resolve("bin/pgbench");
                    if (Files.isExecutable(pgbench)) return pgbench;
                }
            }
        }
        throw new IOException("pgbench is missing: ./garde-fou bench fetches it.");
    }

    /** As many as go; transactions in a second. */
    double perSecond(Script script, int connections, int seconds) throws IOException, InterruptedException {
        return run(script, connections, List.of("-T", Integer.toString(seconds)));
    }

    /** The same on each connection that many times; transactions in all. */
    double times(Script script, int connections, long each) throws IOException, InterruptedException {
        run(script, connections, List.of("-t", Long.toString(each)));
        return (double) connections * each;
    }

    private double run(Script script, int connections, List<String> howLong) throws IOException, InterruptedException {
        Path file = lab.directory().resolve(script.name + ".sql");
        Files.writeString(file, script.text);
        List<String> arguments = new ArrayList<>(List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(connections),
                "-j",
                "2",
                "-f",
                file.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(lab.postgresPort()),
                "-U",
                script.role,
                script.database));
        arguments.addAll(1, howLong);
        ProcessBuilder builder = new ProcessBuilder(arguments);
        builder.environment().put("PGPASSWORD", lab.password(script.role));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) throw new IOException("pgbench failed: " + said);
        Matcher tps = TPS.matcher(said);
        if (!tps.find()) throw new IOException("pgbench said no rate: " + said);
        return Double.parseDouble(tps.group(1));
    }
}
