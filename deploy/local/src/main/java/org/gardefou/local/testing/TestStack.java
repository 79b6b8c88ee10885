package org.gardefou.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.local.kafka.BrokerProgram;
import org.gardefou.local.postgres.Databases;
import org.gardefou.local.postgres.PostgresServer;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.FreePorts;
import org.gardefou.local.process.PrivateFiles;
import org.gardefou.local.process.SigningKeyFile;
import org.gardefou.local.token.TokenMint;

/**
 * A PostgreSQL with a fresh database, a Kafka broker and a token key, in a temporary directory and on free ports; what
 * the services need to find them is set as system properties, which outlive the restarts between test profiles.
 *
 * <p>Where the environment names a running PostgreSQL ({@code GARDEFOU_TEST_POSTGRES}: the JDBC address of a
 * superuser, its user and password among the parameters) or broker ({@code GARDEFOU_TEST_KAFKA}: bootstrap servers), that one is used.
 */
final class TestStack implements AutoCloseable {

    static final String RUNS = "gardefou.test.stack";

    /** Set by a module whose service must not own its tables. */
    private static final String SEPARATE = "gardefou.test.separate-owner";

    private final Path directory;
    private final List<Daemon> daemons = new ArrayList<>();
    private Optional<String> givenPostgres = Optional.empty();
    private String givenDatabase = "";

    private TestStack(Path directory) {
        this.directory = directory;
    }

    static TestStack start() throws IOException {
        Path directory = Files.createTempDirectory("garde-fou-test-");
        // PostgreSQL may have to run as another user, who must be able to pass.
        Files.setPosixFilePermissions(directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
        TestStack stack = new TestStack(directory);
        try {
            stack.startAll();
        } catch (IOException | RuntimeException cause) {
            stack.close();
            throw cause;
        }
        System.setProperty(RUNS, directory.toString());
        return stack;
    }

    private void startAll() throws IOException {
        List<Integer> ports = FreePorts.find(3);
        Optional<Daemon> kafka = Optional.empty();
        String givenKafka = System.getenv("GARDEFOU_TEST_KAFKA");
        if (givenKafka == null) {
            BrokerProgram broker = new BrokerProgram(directory.resolve("kafka"), ports.get(1), ports.get(2));
            kafka = Optional.of(start(broker));
            System.setProperty("kafka.bootstrap.servers", broker.bootstrapServers());
        } else {
            System.setProperty("kafka.bootstrap.servers", givenKafka);
        }
        String database = "test_" + UUID.randomUUID().toString().replace("-", "");
        String administration = System.getenv("GARDEFOU_TEST_POSTGRES");
        if (administration == null) {
            startPostgres(database, ports.get(0));
        } else {
            createIn(administration, database);
        }
        SigningKeyFile.in(PrivateFiles.directory(directory.resolve("secrets")));
        TokenMint mint = TokenMint.in(directory.resolve("keys"), Clock.systemUTC());
        Map.of(
                        TestTokens.KEYS_PROPERTY,
                        directory.resolve("keys").toString(),
                        "mp.jwt.verify.publickey.location",
                        mint.publicKeyLocation(),
                        "mp.jwt.verify.publickey.algorithm",
                        TokenMint.ALGORITHM,
                        "mp.jwt.verify.issuer",
                        TokenMint.ISSUER,
                        "gardefou.secrets.directory",
                        directory.resolve("secrets").toString(),
                        "gardefou.data.directory",
                        made("data"))
                .forEach(System::setProperty);
        if (kafka.isPresent()) {
            kafka.get().awaitReady();
        }
    }

    private void startPostgres(String database, int port) throws IOException {
        PostgresServer server = new PostgresServer(
                directory.resolve("postgresql"),
                binariesCache(),
                directory.resolve("passwords"),
                port,
                List.of(database),
                separate() ? Set.of(database) : Set.of());
        start(server).awaitReady();
        tellDatabase(server.jdbcUrl(database), database, server.password(database));
        if (separate()) tellOwner(server.jdbcUrl(database), database, server.password(Databases.ownerOf(database)));
    }

    private void createIn(String administration, String database) throws IOException {
        String password = PrivateFiles.password(directory.resolve("passwords").resolve(database));
        try (Connection superuser = DriverManager.getConnection(administration)) {
            Databases.create(superuser, database, password);
        } catch (SQLException cause) {
            throw new IOException(
                    "The PostgreSQL of GARDEFOU_TEST_POSTGRES cannot be used: " + cause.getMessage(), cause);
        }
        givenPostgres = Optional.of(administration);
        givenDatabase = database;
        String url = administration.replaceFirst("/[^/?]*(\\?.*)?$", "/" + database);
        tellDatabase(url, database, password);
        if (separate()) {
            String ownerPassword =
                    PrivateFiles.password(directory.resolve("passwords").resolve(Databases.ownerOf(database)));
            try (Connection superuser = DriverManager.getConnection(
                    administration.replaceFirst("/[^/?]*(\\?.*)?$", "/" + database + "$1"))) {
                Databases.separate(superuser, database, ownerPassword);
            } catch (SQLException cause) {
                throw new IOException("The test's database cannot be separated: " + cause.getMessage(), cause);
            }
            tellOwner(url, database, ownerPassword);
        }
    }

    /** Whether the service works in its database as another role than the one that owns it. */
    private static boolean separate() {
        return Boolean.getBoolean(SEPARATE);
    }

    private static void tellOwner(String url, String database, String password) {
        System.setProperty("quarkus.flyway.jdbc-url", url);
        System.setProperty("quarkus.flyway.username", Databases.ownerOf(database));
        System.setProperty("quarkus.flyway.password", password);
    }

    private void dropIn(String administration) {
        try (Connection superuser = DriverManager.getConnection(administration)) {
            Databases.drop(superuser, givenDatabase);
        } catch (SQLException | IOException cause) {
            // The server is not ours: a database that stays behind is a blemish, a failed test run would be a lie.
            System.getLogger(TestStack.class.getName())
                    .log(System.Logger.Level.WARNING, "Database " + givenDatabase + " was not removed", cause);
        }
    }

    private static void tellDatabase(String url, String user, String password) {
        System.setProperty("quarkus.datasource.jdbc.url", url);
        System.setProperty("quarkus.datasource.username", user);
        System.setProperty("quarkus.datasource.password", password);
    }

    /** One for each user of the machine, kept from run to run: not where the tests of one run write. */
    private static Path binariesCache() throws IOException {
        String place = System.getProperty("gardefou.test.unpacked", System.getProperty("java.io.tmpdir"));
        Path cache = Path.of(place, "garde-fou-" + System.getProperty("user.name"));
        Files.createDirectories(cache);
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!self.equals(Files.getAttribute(cache, "unix:uid", java.nio.file.LinkOption.NOFOLLOW_LINKS))) {
            throw new IOException(cache + " belongs to another user: remove it.");
        }
        return cache;
    }

    private Daemon start(org.gardefou.local.process.Program program) throws IOException {
        Daemon daemon = Daemon.start(program, directory.resolve("run"), directory.resolve("logs"));
        daemons.add(daemon);
        return daemon;
    }

    private String made(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name)).toString();
    }

    @Override
    public void close() {
        givenPostgres.ifPresent(this::dropIn);
        daemons.reversed().forEach(Daemon::close);
        System.clearProperty(RUNS);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException cause) {
            throw new UncheckedIOException("Cannot remove " + directory + "; remove it by hand.", cause);
        }
    }
}
