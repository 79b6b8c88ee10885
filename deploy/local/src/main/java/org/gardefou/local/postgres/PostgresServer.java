package org.gardefou.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.gardefou.local.process.Command;
import org.gardefou.local.process.PidFile;
import org.gardefou.local.process.PrivateFiles;
import org.gardefou.local.process.Program;

/**
 * One PostgreSQL server on the loopback, with its data in a directory of ours. It is as durable as a server in
 * production: {@code fsync} and {@code synchronous_commit} are on.
 */
public final class PostgresServer implements Program {

    private static final String SUPERUSER = "postgres";

    private final Path directory;
    private final Path binariesCache;
    private final Path passwords;
    private final int port;
    private final List<String> databases;
    private final Set<String> separated;

    /**
     * A server that is not started yet.
     *
     * @param directory where it keeps its data
     * @param binariesCache where its programs are unpacked; may be shared
     * @param passwords where the generated passwords are kept, one file (0600) for each role
     * @param port where it listens on 127.0.0.1
     * @param databases the databases it must have; each belongs to a role of the same name
     */
    public PostgresServer(Path directory, Path binariesCache, Path passwords, int port, List<String> databases) {
        this(directory, binariesCache, passwords, port, databases, Set.of());
    }

    /**
     * A server that is not started yet.
     *
     * @param separated those of the databases that belong to an {@linkplain Databases#ownerOf owner} apart from the role that works in them
     */
    public PostgresServer(
            Path directory,
            Path binariesCache,
            Path passwords,
            int port,
            List<String> databases,
            Set<String> separated) {
        this.directory = directory;
        this.binariesCache = binariesCache;
        this.passwords = passwords;
        this.port = port;
        this.databases = List.copyOf(databases);
        this.separated = Set.copyOf(separated);
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Command command() throws IOException {
        ServerUser user = ServerUser.find();
        Path bin = Binaries.unpackedIn(binariesCache).resolve("bin");
        Path data = directory.resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(user, bin);
        }
        user.own(directory);
        forgetPidOfStranger(data);
        List<String> arguments = new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
        settings().forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        return new Command(
                user.command(arguments), Map.of("LC_ALL", "C", "TZ", "UTC"), directory, "-D " + data.toString());
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                // Five services with a pool of up to 20 connections each, their tests, and an operator's psql.
                Map.entry("max_connections", "150"),
                Map.entry("shared_buffers", "64MB"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }

    @Override
    public boolean ready() {
        try (Connection connection = superuser("postgres")) {
            return connection.isValid(2);
        } catch (SQLException | IOException notYet) {
            return false;
        }
    }

    @Override
    public void onReady() throws IOException {
        try (Connection connection = superuser("postgres")) {
            for (String database : databases) {
                Databases.create(connection, database, password(database));
            }
        } catch (SQLException cause) {
            throw new IOException("PostgreSQL went away while its databases were made; see its log.", cause);
        }
        for (String database : separated) {
            try (Connection connection = superuser(database)) {
                Databases.separate(connection, database, password(Databases.ownerOf(database)));
            } catch (SQLException cause) {
                throw new IOException("PostgreSQL went away while " + database + " was separated; see its log.", cause);
            }
        }
    }

    /** {@code INT} is PostgreSQL's fast shutdown: it does not wait for clients to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Duration stopLimit() {
        return Duration.ofSeconds(30);
    }

    /** The JDBC address of a database of this server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The password of a role of this server; made when it is first asked for. */
    public String password(String role) throws IOException {
        return PrivateFiles.password(passwords.resolve("postgresql-" + role));
    }

    /** A connection that may do everything, for set-up and inspection. */
    public Connection superuser(String database) throws SQLException, IOException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password(SUPERUSER));
        properties.setProperty("connectTimeout", "2");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    private void initialise(ServerUser user, Path bin) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Path password = directory.resolve("superuser-password");
        PrivateFiles.write(password, password(SUPERUSER));
        user.own(directory);
        if (!user.owner().isEmpty()) {
            Files.setOwner(password, Files.getOwner(directory));
        }
        Process initdb = new ProcessBuilder(user.command(List.of(
                        bin.resolve("initdb").toString(),
                        "--pgdata=" + directory.resolve("data"),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions")))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(initdb.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (initdb.waitFor() != 0) {
                throw new IOException("PostgreSQL could not set up " + directory + ":\n" + said);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while PostgreSQL was set up.", stopped);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /**
     * After a crash PostgreSQL refuses to start while the pid in its own lock file is in use, by whomever. When that is
     * some other program, the file is stale.
     */
    private void forgetPidOfStranger(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(lock).getFirst().strip());
        if (ProcessHandle.of(pid).isPresent() && !PidFile.commandLine(pid).contains(data.toString())) {
            Files.delete(lock);
        }
    }
}
