package org.gardefou.restore.bed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.postgres.PostgresDatabase;
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.Fingerprint;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.WordPressSite;
import org.gardefou.restic.BackupRequest;
import org.gardefou.restic.BackupSummary;
import org.gardefou.restic.ProgressListener;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/** One real WordPress with its repository, registered anew for each test class under ids of its own. */
public final class RealSite {
    private static @Nullable RealSite shared;

    public final WordPressSite wordpress;
    public final Path repositoryFolder;
    public final RepositoryPassword password = RepositoryPassword.generate();
    public final ResticRepository repository;
    public final String schema;

    public UUID site = Ids.next();
    public UUID server = Ids.next();
    public UUID customer = Ids.next();
    public UUID connection = Ids.next();

    private final Path scratch;
    private @Nullable Healthy healthy;
    private @Nullable Postgres postgres;
    private @Nullable Ssh ssh;

    /** How the site is reached as if it were on another machine. */
    private record Ssh(int port, String user, String privateKey, String hostKey) {}

    /** A database that the site has on a PostgreSQL server too. */
    private record Postgres(int port, String database, String user, String password) {}

    private RealSite() throws IOException {
        Path folder = Files.createTempDirectory("gardefou-restored-site");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        wordpress = WordPressSite.in(folder, Ports.free()).start();
        scratch = Files.createTempDirectory("gardefou-restored-scratch");
        repositoryFolder = scratch.resolve("repository");
        repository = Restic.find()
                .repository(RepositoryAccess.of(repositoryFolder.toString(), password, scratch.resolve("cache")));
        repository.init();
        schema = wordpress.database().name();
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy, "real-site-shutdown"));
    }

    public static synchronized RealSite get() {
        if (shared == null) {
            try {
                shared = new RealSite();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private void destroy() {
        wordpress.stop();
        wordpress.destroy();
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the next registration on the site has a second database, on a PostgreSQL server; it is administered so. */
    public void alsoOn(int port, String database, String user, String secret) {
        postgres = new Postgres(port, database, user, secret);
    }

    /** From the next registration on it has WordPress' alone. */
    public void onlyWordPress() {
        postgres = null;
    }

    /** From the next registration on it is reached over SSH alone. */
    public void overSsh(int port, String user, String privateKey, String hostKey) {
        ssh = new Ssh(port, user, privateKey, hostKey);
    }

    /** From the next registration on it is on this machine. */
    public void here() {
        ssh = null;
    }

    /** Registers the site anew, as if it were another one, with self-service promised or not. */
    public void register(boolean selfService) {
        site = Ids.next();
        server = Ids.next();
        customer = Ids.next();
        connection = Ids.next();
        adminSecret(wordpress.database().administrationPassword());
        access(repositoryFolder.toString(), password.reveal());
        tellServer();
        tellSite(wordpress.root().toString(), wordpress.documentRoot().toString());
        Bus.tell(
                "gardefou.contracts",
                "contract.activated",
                site,
                Bus.golden("terms-service", "contract.activated", node -> {
                    node.put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises").path("restore")).put("selfService", selfService);
                }));
    }

    /** Tells of the present server, as it is reached now. */
    public void tellServer() {
        Bus.tell(
                "gardefou.servers",
                "server.registered",
                server,
                Bus.golden("diagnostics-service", "server.registered", node -> {
                    node.put("server", server.toString())
                            .put("at", Instant.now().toString());
                    if (ssh != null) {
                        write(
                                Path.of(System.getProperty("gardefou.secrets.directory"), "ssh-" + server),
                                ssh.privateKey());
                        ObjectNode access =
                                node.putObject("access").put("kind", "SSH").putObject("ssh");
                        access.put("host", "127.0.0.1")
                                .put("port", ssh.port())
                                .put("user", ssh.user())
                                .put("key", "ssh-" + server)
                                .putArray("hostKeys")
                                .add(ssh.hostKey());
                    }
                    ((ObjectNode) node.path("databases").path(0))
                            .put("port", wordpress.database().port())
                            .put("adminSecret", "db-" + server);
                    if (postgres != null) {
                        ((ObjectNode) node.path("databases").path(1))
                                .put("port", postgres.port())
                                .put("adminSecret", "pg-" + server);
                        write(
                                Path.of(System.getProperty("gardefou.secrets.directory"), "pg-" + server),
                                "user=%s\npassword=%s\n"
                                        .formatted(
                                                postgres.user(),
                                                postgres.password().replace("\\", "\\\\")));
                    }
                }));
    }

    public void tellSite(String root, String documentRoot) {
        tellSite(root, documentRoot, schema);
    }

    /** Tells of the present site at some place. */
    public void tellSite(String root, String documentRoot, String database) {
        Bus.tell(
                "gardefou.sites",
                "site.registered",
                site,
                Bus.golden("diagnostics-service", "site.registered", node -> {
                    node.put("site", site.toString())
                            .put("server", server.toString())
                            .put("customer", customer.toString())
                            .put("connection", connection.toString())
                            .put("url", wordpress.url() + "/")
                            .put("root", root)
                            .put("documentRoot", documentRoot)
                            .put("owner", wordpress.siteUser())
                            .put(
                                    "phpPidFile",
                                    database.equals(schema)
                                            ? wordpress.fpmPidFile().toString()
                                            : root + "/php.pid")
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("databases").path(0)).put("name", database);
                    if (postgres != null) {
                        node.withArray("databases")
                                .addObject()
                                .put("name", postgres.database())
                                .put("server", "stats");
                    }
                }));
    }

    /** What the service finds in its secret directory. */
    public void adminSecret(String secret) {
        Path file = Path.of(System.getProperty("gardefou.secrets.directory"), "db-" + server);
        write(file, "user=" + wordpress.database().administrationUser() + "\npassword=" + secret + "\n");
    }

    /** What backup-service answers. */
    public void access(String location, String key) {
        write(
                Path.of(System.getProperty(BackupsStandIn.FOLDER), site + ".json"),
                "{\"location\":\"%s\",\"password\":\"%s\",\"snapshot\":\"later\"}".formatted(location, key));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database administration() {
        return database(
                wordpress.database().administrationUser(), wordpress.database().administrationPassword());
    }

    /** The site's database as its customer has it. */
    public Database customersDatabase() {
        return database(wordpress.database().siteUser(), wordpress.database().sitePassword());
    }

    private Database database(String user, String secret) {
        try {
            return new Database(
                    new LocalHost(scratch.resolve("host")),
                    Credentials.tcp("127.0.0.1", wordpress.database().port(), user, secret),
                    DatabaseLimits.usual());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A restore point, as backup-service makes one. */
    public record Point(UUID id, Instant takenAt, BackupSummary summary) {}

    /** The site as {@link WordPressSite#heal} brings it back, and the snapshot of it. */
    private record Healthy(Fingerprint fingerprint, BackupSummary summary) {}

    /** A whole restore point of the healed site, under an id of its own; the site must be that now. */
    public Point healthyPoint() {
        return new Point(Ids.next(), Instant.now(), healthy().summary());
    }

    /** What the healed site is; the site must be that now. */
    public Fingerprint healthyFingerprint() {
        return healthy().fingerprint();
    }

    /** Made once: every test starts from an equal site, and to copy it again would take as long as to restore it. */
    private Healthy healthy() {
        if (healthy == null) {
            healthy = new Healthy(wordpress.fingerprint(), backUp(true).summary());
        }
        return healthy;
    }

    public Point backUp(boolean withDump) {
        Path dumps = wordpress.root().resolve(".backup");
        try {
            Files.createDirectories(dumps);
            if (withDump) {
                administration().dump(schema, dumps);
                if (postgres != null) {
                    new PostgresDatabase(
                                    new LocalHost(scratch.resolve("host")),
                                    Credentials.tcp("127.0.0.1", postgres.port(), postgres.user(), postgres.password()),
                                    DatabaseLimits.usual(),
                                    postgres.database())
                            .dump(dumps);
                }
            } else {
                Files.writeString(dumps.resolve("nothing"), "");
            }
            BackupSummary summary = repository.backup(
                    BackupRequest.of(
                            wordpress.root(),
                            "site",
                            wordpress.documentRoot().getFileName().toString(),
                            ".backup"),
                    ProgressListener.SILENT);
            for (Path file : DumpFiles.in(dumps, schema).inOrder()) Files.deleteIfExists(file);
            if (postgres != null) Files.deleteIfExists(PostgresDatabase.file(dumps, postgres.database()));
            Files.deleteIfExists(dumps.resolve("nothing"));
            Files.delete(dumps);
            return new Point(Ids.next(), Instant.now(), summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells of a restore point, made for a restore or not. */
    public void tellPoint(Point point, @Nullable UUID restore) {
        tellPoint(point, restore, Map.of());
    }

    /** Likewise, with how many rows its tables have. */
    public void tellPoint(Point point, @Nullable UUID restore, Map<String, Long> rows) {
        Bus.tell(
                "gardefou.backups",
                "restore-point.created",
                site,
                Bus.golden("backup-service", "restore-point.created", node -> {
                    node.put("restorePoint", point.id().toString())
                            .put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("snapshot", point.summary().snapshotId())
                            .put("takenAt", point.takenAt().toString())
                            .put("at", point.takenAt().toString());
                    ObjectNode reason = node.putObject("reason").put("kind", restore == null ? "REQUESTED" : "SAFETY");
                    if (restore != null) reason.put("restore", restore.toString());
                    ((ObjectNode) node.path("databases").path(0)).put("name", schema);
                    if (!rows.isEmpty()) {
                        ((ObjectNode) node.path("databases").path(0)).set("rows", Bus.JSON.valueToTree(rows));
                    }
                    if (postgres != null) {
                        ((ObjectNode) node.path("databases").path(1)).put("name", postgres.database());
                    }
                }));
    }

    /** Tells how the site was found. */
    public UUID tellHealth(String health, @Nullable UUID change, @Nullable Instant changedAt, @Nullable UUID restore) {
        UUID diagnosis = Ids.next();
        Bus.tell(
                "gardefou.diagnoses",
                "site.diagnosed",
                site,
                Bus.golden("diagnostics-service", "site.diagnosed", node -> {
                    node.put("diagnosis", diagnosis.toString())
                            .put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("health", health)
                            .put("at", Instant.now().toString());
                    if (change == null || changedAt == null) {
                        node.remove(List.of("change", "cause", "symptom"));
                    } else {
                        ((ObjectNode) node.path("change"))
                                .put("change", change.toString())
                                .put("happenedAt", changedAt.toString());
                        ((ObjectNode) node.path("cause")).put("firstSeen", changedAt.toString());
                    }
                    if (restore != null) {
                        node.putObject("reason").put("kind", "AFTER_RESTORE").put("restore", restore.toString());
                    }
                }));
        return diagnosis;
    }

    public UUID tellPluginUpdate(Instant happenedAt) {
        UUID change = Ids.next();
        Bus.tell(
                "gardefou.site-changes",
                "site.plugin-updated",
                site,
                Bus.golden("diagnostics-service", "site.plugin-updated", node -> node.put("change", change.toString())
                        .put("site", site.toString())
                        .put("customer", customer.toString())
                        .put("happenedAt", happenedAt.toString())));
        return change;
    }

    /** Breaks the site by a PHP fatal error, as shop-turbo 2.0 does. */
    public void breakByPlugin() {
        Path own = wordpress.documentRoot().resolve("wp-content/mu-plugins");
        try {
            Files.createDirectories(own);
            Files.writeString(own.resolve("shop-turbo.php"), "<?php turbo_license_check();");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wordpress.reloadPhp();
    }

    /** What a restore left beside the site; a completed one keeps the state before it for a rollback, and so leaves something. */
    public List<String> leftovers(UUID restore) {
        String mark = restore.toString().substring(28);
        try (Stream<Path> beside = Files.list(wordpress.root())) {
            Stream<String> folders = beside.map(path -> path.getFileName().toString())
                    .filter(name -> name.equals(".gardefou-restore-" + restore));
            Stream<String> schemas =
                    administration().query("mysql", "SELECT SCHEMA_NAME AS n FROM information_schema.SCHEMATA").stream()
                            .map(row -> row.text("n"))
                            .filter(name -> name.contains(mark));
            Stream<String> users =
                    administration()
                            .query("mysql", "SELECT User AS n FROM mysql.user WHERE User LIKE 'gardefou\\_%'")
                            .stream()
                            .map(row -> row.text("n"))
                            .filter(name -> !name.equals(wordpress.database().administrationUser()));
            Stream<String> definitions = administration().hasSchema("gardefou_definitions")
                    ? administration().query("gardefou_definitions", "SELECT retired AS n FROM kept").stream()
                            .map(row -> row.text("n"))
                            .filter(name -> name.contains(mark))
                    : Stream.empty();
            return Stream.of(folders, schemas, users, definitions)
                    .flatMap(one -> one)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
