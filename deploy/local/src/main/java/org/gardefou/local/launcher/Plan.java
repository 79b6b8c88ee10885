package org.gardefou.local.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.local.kafka.BrokerProgram;
import org.gardefou.local.postgres.Databases;
import org.gardefou.local.postgres.PostgresServer;
import org.gardefou.local.process.Program;
import org.gardefou.local.process.SigningKeyFile;
import org.gardefou.local.token.TokenMint;

/** What is to run in a home, and with which configuration. */
final class Plan {

    private static final String LOOPBACK = "127.0.0.0/8";

    /** The database with the ledger, which the service that writes it must not be able to change. */
    private static final String EVIDENCE = "terms";

    private final Settings settings;
    private final Home home;
    private final TokenMint mint;
    private final Tokens tokens;
    private final PostgresServer postgres;
    private final BrokerProgram broker;

    Plan(Settings settings, Home home, TokenMint mint, Tokens tokens) {
        this.settings = settings;
        this.home = home;
        this.mint = mint;
        this.tokens = tokens;
        this.postgres = new PostgresServer(
                home.directory().resolve("postgresql"),
                home.directory().resolve("binaries"),
                home.passwords(),
                settings.port(Suite.POSTGRES_PORT),
                Suite.SERVICES.stream().map(Suite.Service::path).toList(),
                Set.of(EVIDENCE));
        this.broker = new BrokerProgram(
                home.directory().resolve("kafka"),
                settings.port(Suite.KAFKA_PORT),
                settings.port(Suite.KAFKA_CONTROLLER_PORT));
    }

    /** The database and the bus, as far as they are not somebody else's. */
    List<Program> infrastructure() {
        List<Program> programs = new ArrayList<>();
        if (settings.jdbcUrl().isEmpty()) {
            programs.add(postgres);
        }
        if (settings.kafka().isEmpty()) {
            programs.add(broker);
        }
        return programs;
    }

    /** The five services and the edge; they wait for one another where they have to. */
    List<Program> services() throws IOException {
        List<Program> programs = new ArrayList<>();
        for (Suite.Service service : Suite.SERVICES) {
            programs.add(new ServiceProgram(
                    service, settings, properties(service), environment(service), home.data(service.name())));
        }
        programs.add(new EdgeProgram(settings));
        return programs;
    }

    /** Every port that will be listened on, with what for. */
    Map<Integer, String> ports(boolean infrastructureOnly) {
        Map<Integer, String> ports = new LinkedHashMap<>();
        if (settings.jdbcUrl().isEmpty()) {
            ports.put(settings.port(Suite.POSTGRES_PORT), "PostgreSQL");
        }
        if (settings.kafka().isEmpty()) {
            ports.put(settings.port(Suite.KAFKA_PORT), "Kafka");
            ports.put(settings.port(Suite.KAFKA_CONTROLLER_PORT), "Kafka's controller");
        }
        if (!infrastructureOnly) {
            ports.put(settings.port(Suite.EDGE_PORT), "edge");
            Suite.SERVICES.forEach(service -> ports.put(settings.port(service.usualPort()), service.name()));
        }
        return ports;
    }

    private Map<String, String> properties(Suite.Service service) throws IOException {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("quarkus.http.host", "127.0.0.1");
        // What is no address is refused by the service itself, with a problem document, and not before by Quarkus,
        // without one.
        properties.put("vertx.disableURIValidation", "true");
        properties.put("quarkus.http.port", Integer.toString(settings.port(service.usualPort())));
        // Only the edge reaches a service, and it tells from where the request came.
        properties.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        properties.put("quarkus.http.proxy.allow-x-forwarded", "true");
        properties.put("quarkus.http.proxy.enable-forwarded-host", "true");
        properties.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1");
        properties.put("quarkus.log.console.json.enabled", "true");
        if (settings.jdbcUrl().isEmpty()) {
            properties.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(service.path()));
            properties.put("quarkus.datasource.username", service.path());
            if (service.path().equals(EVIDENCE)) {
                properties.put("quarkus.flyway.jdbc-url", postgres.jdbcUrl(EVIDENCE));
                properties.put("quarkus.flyway.username", Databases.ownerOf(EVIDENCE));
            }
        } else {
            // Five services need five databases: {service} in the address stands for each one's name.
            properties.put(
                    "quarkus.datasource.jdbc.url", settings.jdbcUrl().get().replace("{service}", service.path()));
        }
        properties.put("kafka.bootstrap.servers", settings.kafka().orElseGet(broker::bootstrapServers));
        properties.put("mp.jwt.verify.publickey.location", mint.publicKeyLocation());
        properties.put("mp.jwt.verify.publickey.algorithm", TokenMint.ALGORITHM);
        properties.put("mp.jwt.verify.issuer", TokenMint.ISSUER);
        properties.put(
                "gardefou.secrets.directory", home.secrets(service.name()).toString());
        properties.put("gardefou.data.directory", home.data(service.name()).toString());
        properties.putAll(ownProperties(service));
        return properties;
    }

    /** What is particular to this machine, where a site is on the loopback and its whole story takes a minute. */
    private Map<String, String> ownProperties(Suite.Service service) throws IOException {
        return switch (service.name()) {
            case "restore-service" ->
                Map.of(
                        "gardefou.backups.url",
                        "http://127.0.0.1:" + settings.port(8082),
                        "gardefou.backups.token-file",
                        tokens.restoreFile().toString(),
                        "gardefou.restore.probe-allow",
                        LOOPBACK);
            case "diagnostics-service" ->
                Map.of(
                        "gardefou.probe.allowed",
                        LOOPBACK,
                        // As backups below: looks are made when they are asked for.
                        "gardefou.inventory.by-itself",
                        "false",
                        "gardefou.monitor.by-itself",
                        "false",
                        "gardefou.site.suite-folders",
                        home.suiteFolders().stream()
                                .map(folder -> folder.toString().replace(",", "\\,"))
                                .collect(Collectors.joining(",")));
            // A young restore point would stand in for the safety backup that one wants to see. What can wait for the
            // night is done when it is
            // asked for: whoever tries things out, or measures, shares this machine with it.
            case "backup-service" ->
                Map.of(
                        "gardefou.safety-backup.young-enough",
                        "0s",
                        "gardefou.quiet-hours.from",
                        "00:00",
                        "gardefou.quiet-hours.to",
                        "00:00");
            case "terms-service" -> {
                SigningKeyFile.in(home.secrets(service.name()));
                yield shown();
            }
            default -> Map.of();
        };
    }

    /** A hoster to try with, and where its customers' pages are, for what the environment does not name. */
    private Map<String, String> shown() {
        Map<String, String> named = new HashMap<>();
        Map.of(
                        "gardefou.hoster.name", "Hébergeur de démonstration",
                        "gardefou.hoster.contact", "aide@hebergeur.example",
                        "gardefou.hoster.mediator", "Médiateur de démonstration, mediateur.example",
                        "gardefou.pages.base", "http://localhost:" + settings.port(8080))
                .forEach((key, value) -> {
                    if (System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT)) == null) named.put(key, value);
                });
        return named;
    }

    private Map<String, String> environment(Suite.Service service) throws IOException {
        Map<String, String> environment = new HashMap<>();
        // Under another locale Java would turn the names of customers' files into question marks.
        environment.put("LC_ALL", "C.UTF-8");
        if (settings.jdbcUrl().isEmpty()) {
            environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password(service.path()));
            if (service.path().equals(EVIDENCE)) {
                environment.put("QUARKUS_FLYWAY_PASSWORD", postgres.password(Databases.ownerOf(EVIDENCE)));
            }
        }
        return environment;
    }
}
