package org.gardefou.backup.bed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.path.json.JsonPath;
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
import org.gardefou.kit.id.Ids;
import org.gardefou.local.site.WordPressSite;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/** A site under ids of its own: the real WordPress, or a folder with a page and, where wanted, WordPress' database. */
public final class TestSite {
    public final UUID site = Ids.next();
    public final UUID server = Ids.next();
    public final UUID customer = Ids.next();
    public UUID connection = Ids.next();
    public final UUID contract = Ids.next();
    public final Path root;
    public final Path documentRoot;
    private final List<String> databases;
    private Map<String, Object> ssh = Map.of();

    /** The port of a PostgreSQL server, and the name of the site's database there. */
    private int postgresPort;

    private @Nullable String postgres;

    private TestSite(Path root, Path documentRoot, List<String> databases) {
        this.root = root;
        this.documentRoot = documentRoot;
        this.databases = databases;
    }

    /** The real one, whole. */
    public static TestSite wordPress() {
        WordPressSite site = WordPress.get();
        return new TestSite(
                site.root(), site.documentRoot(), List.of(site.database().name()));
    }

    /** A page, and no database. */
    public static TestSite small() {
        return page(List.of());
    }

    /** A page, and the real WordPress' database. */
    public static TestSite withDatabase() {
        return page(List.of(WordPress.get().database().name()));
    }

    /** A page, and a database of a PostgreSQL server. */
    public static TestSite withPostgres(int port, String database) {
        TestSite site = page(List.of());
        site.postgresPort = port;
        site.postgres = database;
        return site;
    }

    private static TestSite page(List<String> databases) {
        try {
            Path root = Files.createTempDirectory(below("gardefou.data.directory"), "small-site");
            Path documentRoot = Files.createDirectory(root.resolve("htdocs"));
            Files.writeString(documentRoot.resolve("index.html"), "<h1>Bonjour</h1>");
            return new TestSite(root, documentRoot, databases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells of server and site, and waits until the service knows them. */
    public TestSite registered() {
        secret("user=%s\npassword=%s\n"
                .formatted(
                        databases.isEmpty()
                                ? "nobody"
                                : WordPress.get().database().administrationUser(),
                        databases.isEmpty()
                                ? "none"
                                : WordPress.get().database().administrationPassword()));
        tellServer();
        tellSite();
        await().atMost(Api.SOON).until(this::projected);
        return this;
    }

    /** The server is another machine from now on; tell of it. */
    public TestSite overSsh(int port, String user, String key, String hostKey) {
        Places.secret("ssh-" + server, key);
        ssh = Map.of(
                "host", "127.0.0.1", "port", port, "user", user, "key", "ssh-" + server, "hostKeys", List.of(hostKey));
        return this;
    }

    private boolean projected() {
        return Database.count("select count(*) from site s join server v on v.server = s.server where s.site = '" + site
                        + "'")
                == 1;
    }

    public void tellServer() {
        Bus.tell(
                "gardefou.servers",
                "server.registered",
                server,
                Bus.golden("diagnostics-service", "server.registered", node -> {
                    node.put("server", server.toString())
                            .put("at", Instant.now().toString());
                    if (!ssh.isEmpty())
                        node.putObject("access").put("kind", "SSH").putPOJO("ssh", ssh);
                    ((ObjectNode) node.path("databases").path(0))
                            .put(
                                    "port",
                                    databases.isEmpty()
                                            ? 1
                                            : WordPress.get().database().port())
                            .put("adminSecret", secretName());
                    ((ObjectNode) node.path("databases").path(1))
                            .put("port", postgresPort == 0 ? 1 : postgresPort)
                            .put("adminSecret", secretName());
                }));
    }

    public void tellSite() {
        tellSite("site.registered", root, documentRoot, Instant.now(), Ids.next());
    }

    /** Another panel reports it from now on. */
    public void movesTo(UUID otherConnection) {
        connection = otherConnection;
        tellSite("site.moved", root, documentRoot, Instant.now(), Ids.next());
    }

    public void tellSite(String type, Path rootNow, Path documentRootNow, Instant at, UUID event) {
        Bus.tell(
                "gardefou.sites",
                type,
                site,
                Bus.golden("diagnostics-service", "site.registered", node -> {
                    node.put("site", site.toString())
                            .put("server", server.toString())
                            .put("customer", customer.toString())
                            .put("connection", connection.toString())
                            .put("root", rootNow.toString())
                            .put("documentRoot", documentRootNow.toString())
                            .put("at", at.toString());
                    ArrayNode all = node.putArray("databases");
                    databases.forEach(name -> all.addObject().put("name", name).put("server", "main"));
                    if (postgres != null) all.addObject().put("name", postgres).put("server", "stats");
                }),
                event);
    }

    /** Tells of the contract, whose first backup is due at once. */
    public void contracted(String frequency, String retention) {
        Bus.tell(
                "gardefou.contracts",
                "contract.activated",
                site,
                Bus.golden("terms-service", "contract.activated", node -> {
                    node.put("contract", contract.toString())
                            .put("site", site.toString())
                            .put("customer", customer.toString())
                            .put("at", Instant.now().toString());
                    ((ObjectNode) node.path("promises").path("backup"))
                            .put("frequency", frequency)
                            .put("retention", retention);
                }));
    }

    public void contractEnded() {
        Bus.tell(
                "gardefou.contracts",
                "contract.ended",
                site,
                Bus.golden("terms-service", "contract.ended", node -> node.put("contract", contract.toString())
                        .put("site", site.toString())
                        .put("customer", customer.toString())
                        .put("at", Instant.now().toString())));
    }

    /** Tells of a risky change. */
    public UUID riskNotice(String level) {
        UUID change = Ids.next();
        Bus.tell(
                "gardefou.risk-notices",
                "risk-notice.raised",
                site,
                Bus.golden("terms-service", "risk-notice.raised", node -> node.put(
                                "notice", Ids.next().toString())
                        .put("site", site.toString())
                        .put("customer", customer.toString())
                        .put("change", change.toString())
                        .put("level", level)
                        .put("at", Instant.now().toString())));
        return change;
    }

    /** Tells of a change that joined the warning of others, which is a danger already or becomes one. */
    public UUID riskNoticeExtended(String changeLevel) {
        UUID change = Ids.next();
        Bus.tell(
                "gardefou.risk-notices",
                "risk-notice.extended",
                site,
                Bus.golden("terms-service", "risk-notice.extended", node -> node.put(
                                "notice", Ids.next().toString())
                        .put("site", site.toString())
                        .put("customer", customer.toString())
                        .put("change", change.toString())
                        .put("changeLevel", changeLevel)
                        .put("level", "DANGER")
                        .put("at", Instant.now().toString())));
        return change;
    }

    public UUID restoreRequested(UUID restorePoint) {
        UUID restore = Ids.next();
        tellRestore("restore.requested", restore, restorePoint);
        return restore;
    }

    public void tellRestore(String type, UUID restore, UUID restorePoint) {
        Bus.tell("gardefou.restores", type, site, Bus.golden("restore-service", type, node -> node.put(
                        "restore", restore.toString())
                .put("site", site.toString())
                .put("customer", customer.toString())
                .put("restorePoint", restorePoint.toString())
                .put("at", Instant.now().toString())));
    }

    /** As after a change of the administration's password that nobody told the service of. */
    public void wrongPassword(String password) {
        administration(WordPress.get().database().administrationUser(), password);
    }

    /** As whom the site's database server is administered. */
    public TestSite administration(String user, String password) {
        secret("user=%s\npassword=%s\n".formatted(user, password.replace("\\", "\\\\")));
        return this;
    }

    /** What the service finds in its secret directory. */
    public void secret(String text) {
        Path file = below("gardefou.secrets.directory").resolve(secretName());
        try {
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack removes it in the end. */
    private static Path below(String property) {
        return Path.of(System.getProperty(property));
    }

    private String secretName() {
        return "db-" + server;
    }

    /** The site's repository, opened with the key that restore-service gets, by a restic with a cache of its own. */
    public ResticRepository repository() {
        JsonPath access = access();
        return opened(access.getString("location"), access.getString("password"));
    }

    /** The same repository, which is reached elsewhere. */
    public ResticRepository repositoryAt(String location) {
        return opened(location, access().getString("password"));
    }

    private JsonPath access() {
        return Api.restores()
                .body(Map.of("site", site))
                .post("/backups/v1/repository-access")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ResticRepository opened(String location, String password) {
        return Restic.find()
                .repository(RepositoryAccess.of(
                        location,
                        RepositoryPassword.of(password),
                        Path.of(System.getProperty("gardefou.data.directory"), "stock-cache")));
    }

    /** What lies beside the document root. */
    public List<String> beside() {
        try (Stream<Path> all = Files.list(root)) {
            List<String> names =
                    all.map(path -> path.getFileName().toString()).sorted().toList();
            assertThat(names).contains(documentRoot.getFileName().toString());
            return names.stream()
                    .filter(name -> !name.equals(documentRoot.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
