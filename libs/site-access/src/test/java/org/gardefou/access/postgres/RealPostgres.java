package org.gardefou.access.postgres;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.FreePort;
import org.gardefou.access.host.LocalHost;

/**
 * A real PostgreSQL server of our own, in a folder of its own, on a free port of the loopback. Its programs are the machine's, or
 * those that {@code ./garde-fou test} has unpacked.
 */
public final class RealPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final Path UNPACKED = Path.of("target/postgresql/usr/lib/postgresql");

    /** Its administration. */
    public static final String USER = "postgres";

    /** A colon and a backslash, which a file of passwords must escape. */
    public static final String PASSWORD = "s3cret:of\\postgres";

    final Path folder;
    final LocalHost host;
    private final int port;
    private final Process process;

    /** Started and ready. */
    public static RealPostgres start() {
        try {
            return new RealPostgres();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RealPostgres() throws IOException {
        folder = Files.createTempDirectory(
                Path.of("/tmp"),
                "gardefou-postgres-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        host = new LocalHost(folder.resolve("scratch"));
        port = FreePort.find();
        Path programs = programs();
        Path run = Files.createDirectory(folder.resolve("run"));
        Path password = Files.writeString(run.resolve("password"), PASSWORD);
        List<String> unprivileged = unprivileged(run);
        List<String> make = new ArrayList<>(unprivileged);
        make.addAll(List.of(
                programs.resolve("initdb").toString(),
                "--pgdata=" + run.resolve("data"),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        host.run(Command.of(make)).orThrow();
        List<String> serve = new ArrayList<>(unprivileged);
        serve.addAll(List.of(
                programs.resolve("postgres").toString(),
                "-D",
                run.resolve("data").toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "log_connections=on",
                "-c",
                "shared_buffers=16MB"));
        process = new ProcessBuilder(serve)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> !client().ask(PostgresDatabase.MAINTENANCE, "SELECT 1;", 1)
                        .isEmpty());
    }

    /** Its port of 127.0.0.1. */
    public int port() {
        return port;
    }

    Credentials administrator() {
        return Credentials.tcp("127.0.0.1", port, USER, PASSWORD);
    }

    Client client() {
        return new Client(host, administrator(), DatabaseLimits.usual());
    }

    Client as(String role, String password) {
        return client().as(administrator().as(role, password));
    }

    PostgresDatabase database(String name) {
        return new PostgresDatabase(client(), name);
    }

    /** Runs statements as the administration, each one a transaction of its own. */
    public void tell(String database, String... statements) {
        try {
            client().answer(database, String.join(";\n", statements) + ";", 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of a statement's rows. */
    public List<String> ask(String database, String statement) {
        try {
            return client().answer(database, statement + ";", 1).stream()
                    .map(List::getFirst)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an archive into a database, as anybody would with PostgreSQL's own programs. */
    public void restore(Path archive, String database) throws IOException {
        client().restore(database(database).programs(), List.of("--exit-on-error"), database, archive);
    }

    private static Path programs() throws IOException {
        for (Path place : List.of(INSTALLED, root().resolve(UNPACKED))) {
            if (!Files.isDirectory(place)) continue;
            try (Stream<Path> versions = Files.list(place)) {
                List<Path> found = versions.map(version -> version.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb"))
                                && Files.isExecutable(bin.resolve("postgres")))
                        .sorted(Comparator.reverseOrder())
                        .toList();
                if (!found.isEmpty()) return found.getFirst();
            }
        }
        throw new IOException("There are no programs of a PostgreSQL server here: ./garde-fou test fetches them.");
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("garde-fou")) && folder.getParent() != null) folder = folder.getParent();
        return folder;
    }

    /** PostgreSQL does not run as root: then in a user namespace or, where there are none, as an owner of its own. */
    private List<String> unprivileged(Path run) throws IOException {
        if (!System.getProperty("user.name").equals("root")) return List.of();
        if (host.run(Command.of("unshare", "-U", "true")).succeeded()) return List.of("unshare", "-U");
        host.run(Command.of("chown", "-R", "nobody", run.toString())).orThrow();
        return List.of("setpriv", "--reuid=nobody", "--clear-groups", "--regid=nogroup");
    }

    @Override
    public void close() throws Exception {
        // Its fast shutdown, which waits for nobody.
        host.run(Command.of("kill", "-INT", Long.toString(process.pid())));
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        new LocalSiteFiles(Path.of("/tmp")).deleteTree(folder.toString());
    }
}
