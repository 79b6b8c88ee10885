package org.gardefou.access.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.FreePort;
import org.gardefou.access.host.LocalHost;

/** A real MariaDB of our own, in a folder of its own, on a free port of the loopback. */
final class MariaDbServer implements AutoCloseable {
    /** In memory, where the tests have a place there: a new server writes and syncs 100 MB. */
    private static final Path PLACE = Path.of(System.getProperty("java.io.tmpdir"));

    final Path folder;
    final int port;
    final LocalHost host;
    final Credentials administrator;
    private final Process process;

    static MariaDbServer start() {
        try {
            return new MariaDbServer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MariaDbServer() throws IOException {
        folder = Files.createTempDirectory(
                PLACE,
                "gardefou-mariadb-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        host = new LocalHost(folder.resolve("scratch"));
        port = FreePort.find();
        List<String> user = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            String name = Files.readString(Path.of("/etc/passwd")).contains("\nmysql:") ? "mysql" : "nobody";
            user.add("--user=" + name);
            Path run = Files.createDirectory(folder.resolve("run"));
            host.run(Command.of("chown", name, run.toString())).orThrow();
        } else {
            Files.createDirectory(folder.resolve("run"));
        }
        List<String> install = new ArrayList<>(List.of(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + folder.resolve("run/data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        install.addAll(user);
        host.run(Command.of(install)).orThrow();
        Path socket = folder.resolve("run/s.sock");
        List<String> serve = new ArrayList<>(List.of(
                host.find("mariadbd").orElseThrow(),
                "--no-defaults",
                "--datadir=" + folder.resolve("run/data"),
                "--socket=" + socket,
                "--pid-file=" + folder.resolve("run/pid"),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--event-scheduler=ON",
                "--innodb-buffer-pool-size=32M",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-log-bin"));
        serve.addAll(user);
        process = new ProcessBuilder(serve)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        administrator = Credentials.socket(socket.toString(), "root", "");
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> database().probe("mysql").kind() == ProbeOutcome.Kind.CONNECTED);
    }

    Database database() {
        return new Database(host, administrator, DatabaseLimits.usual());
    }

    Credentials tcp(String user, String password) {
        return Credentials.tcp("127.0.0.1", port, user, password);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        new LocalSiteFiles(PLACE).deleteTree(folder.toString());
    }
}
