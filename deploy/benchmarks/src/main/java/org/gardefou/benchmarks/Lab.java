package org.gardefou.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.gardefou.local.kafka.BrokerProgram;
import org.gardefou.local.postgres.PostgresServer;
import org.gardefou.local.process.Daemon;
import org.gardefou.local.process.FreePorts;
import org.gardefou.local.token.Role;
import org.gardefou.local.token.TokenMint;

/** A PostgreSQL, a broker and services of our own for one run, on free ports of the loopback, gone afterwards. */
final class Lab implements AutoCloseable {

    /** Begins what the lab itself asks the database, so that it can be told from what is measured. */
    static final String MARK = "/* lab */ ";

    private static final List<String> DATABASES = List.of("terms", "diagnostics", "backup", "restore", "peer");

    /** The evidence belongs to a role of its own, as in production: the service may read it and append. */
    static final String EVIDENCE = "terms";

    private final Path root;
    private final Path directory;
    private final PostgresServer postgres;
    private final BrokerProgram broker;
    private final TokenMint mint;
    private final List<Daemon> daemons = new ArrayList<>();
    private final Map<String, ServiceUnderTest> services = new LinkedHashMap<>();
    private final Thread leaving = new Thread(this::leave, "leave-lab");

    Lab(Path root) throws IOException, SQLException {
        this.root = root;
        directory = Files.createTempDirectory("garde-fou-bench-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        List<Integer> ports = FreePorts.find(3);
        Path binaries = Path.of(System.getProperty("java.io.tmpdir"), "garde-fou-" + System.getProperty("user.name"));
        postgres = new PostgresServer(
                directory.resolve("postgresql"),
                binaries,
                directory.resolve("passwords"),
                ports.get(0),
                DATABASES,
                Set.of(EVIDENCE));
        broker = new BrokerProgram(directory.resolve("kafka"), ports.get(1), ports.get(2));
        mint = TokenMint.in(directory.resolve("keys"), Clock.systemUTC());
        // Ctrl-C in the middle of a run leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(leaving);
        try {
            startInfrastructure();
        } catch (IOException | SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The commit times of rows are read from the database itself, which must be told to keep them. */
    private void startInfrastructure() throws IOException, SQLException {
        Daemon first = start(postgres);
        first.awaitReady();
        execute("peer", "alter system set track_commit_timestamp = on");
        first.close();
        daemons.remove(first);
        Daemon kafka = start(broker);
        start(postgres).awaitReady();
        kafka.awaitReady();
    }

    private synchronized Daemon start(org.gardefou.local.process.Program program) throws IOException {
        Daemon daemon = Daemon.start(program, directory.resolve("run"), directory.resolve("logs"));
        daemons.add(daemon);
        return daemon;
    }

    /** A service, started when it is first asked for. */
    ServiceUnderTest service(String name) throws IOException {
        return service(name, List.of());
    }

    /** @param flags of the JVM, which win over those that every service gets */
    ServiceUnderTest service(String name, List<String> flags) throws IOException {
        ServiceUnderTest known = services.get(name);
        if (known != null) return known;
        ServiceUnderTest service =
                new ServiceUnderTest(this, name, FreePorts.find(1).getFirst(), flags);
        Daemon daemon = start(service);
        daemon.awaitReady();
        services.put(name, service);
        return service;
    }

    /** The application that the gate is measured against. */
    SelectPeer selectPeer() throws IOException {
        SelectPeer peer = new SelectPeer(this, FreePorts.find(1).getFirst());
        start(peer).awaitReady();
        return peer;
    }

    Path root() {
        return root;
    }

    Path directory() {
        return directory;
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    String publicKeyLocation() {
        return mint.publicKeyLocation();
    }

    String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    String password(String database) throws IOException {
        return postgres.password(database);
    }

    int postgresPort() {
        String url = postgres.jdbcUrl("peer");
        return Integer.parseInt(url.replaceFirst("^jdbc:postgresql://[^:/]+:(\\d+)/.*$", "$1"));
    }

    String token() {
        return mint.mint(Role.OPERATOR, "bench", Map.of(), Duration.ofHours(4));
    }

    /** Of a service, for another one, of which it may do so much. */
    String tokenOf(String service, String scope) {
        return mint.mint(Role.SYSTEM.claim(), List.of(scope), service, Map.of(), Duration.ofHours(4));
    }

    /** Where a service finds secrets by their names. */
    Path secrets(String service) {
        return directory.resolve("secrets").resolve(databaseOf(service));
    }

    /** Each service has a database of its own, and is named after it. */
    static String databaseOf(String service) {
        return service.replace("-service", "");
    }

    Connection connect(String database) throws SQLException, IOException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), database, postgres.password(database));
    }

    /** As the superuser, for settings and statistics. */
    void execute(String database, String sql) throws SQLException, IOException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute(MARK + sql);
        }
    }

    Connection superuser(String database) throws SQLException, IOException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), "postgres", postgres.password("postgres"));
    }

    double number(String database, String sql) throws SQLException, IOException {
        try (Connection connection = superuser(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MARK + sql)) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** What was measured with what. */
    String versions() throws SQLException, IOException {
        String database;
        try (Connection connection = superuser("peer");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(MARK + "show server_version")) {
            row.next();
            database = row.getString(1);
        }
        return "Java %s, Quarkus %s, PostgreSQL %s, Kafka %s"
                .formatted(System.getProperty("java.version"), quarkusVersion(), database, AppInfoParser.getVersion());
    }

    private String quarkusVersion() throws IOException {
        Pattern core = Pattern.compile("io\\.quarkus\\.quarkus-core-(.+)\\.jar");
        try (Stream<Path> jars = Files.list(root.resolve("terms-service/target/quarkus-app/lib/main"))) {
            return jars.map(jar -> core.matcher(jar.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElse("unknown");
        }
    }

    Path postgresLog() {
        return directory.resolve("logs").resolve("postgresql.log");
    }

    private void leave() {
        try {
            end();
        } catch (IOException e) {
            System.err.println("garde-fou: the benchmark left something in " + directory + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(leaving);
        end();
    }

    /** Removes what is in a folder of the lab. */
    void clear(String folder) throws IOException {
        delete(directory.resolve(folder));
    }

    private synchronized void end() throws IOException {
        for (int i = daemons.size() - 1; i >= 0; i--) daemons.get(i).close();
        delete(directory);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
