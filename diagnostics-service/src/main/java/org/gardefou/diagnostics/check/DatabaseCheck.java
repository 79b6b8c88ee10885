package org.gardefou.diagnostics.check;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.database.Database;
import org.gardefou.access.database.DatabaseLimits;
import org.gardefou.access.database.ProbeOutcome;
import org.gardefou.access.database.Table;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.attribution.Witness;
import org.gardefou.diagnostics.language.Text;
import org.gardefou.diagnostics.signature.Signature;
import org.gardefou.diagnostics.signature.Signature.Area;
import org.gardefou.diagnostics.signature.Signature.Prior;
import org.gardefou.diagnostics.signature.Signatures;

/**
 * Opens the site's database with the site's own credentials, and looks whether its tables are there. It sees what no log tells: a wrong
 * password leaves no line in PHP's log, a dropped options table none anywhere.
 */
@ApplicationScoped
class DatabaseCheck implements Check {

    private static final DatabaseLimits LIMITS =
            new DatabaseLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10));

    /** The tables of WordPress itself, without their prefix. */
    private static final List<String> CORE = List.of(
            "commentmeta",
            "comments",
            "options",
            "postmeta",
            "posts",
            "term_relationships",
            "term_taxonomy",
            "termmeta",
            "terms",
            "usermeta",
            "users");

    private final Signatures signatures;

    DatabaseCheck(Signatures signatures) {
        this.signatures = signatures;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean judges() {
        return true;
    }

    @Override
    public CheckResult look(Examination site) throws IOException {
        String file = site.in("wp-config.php");
        if (!Obstacle.isThere(site.files(), file)) {
            return CheckResult.couldNot(
                    name(),
                    "Aucun wp-config.php : les accès à la base sont inconnus.",
                    "No wp-config.php: how the site reaches its database is not known.");
        }
        Optional<Obstacle> obstacle = Obstacle.to(site.files(), file, "wp-config.php", WordPressConfig.LARGEST);
        if (obstacle.isPresent()) {
            return new CheckResult(
                    name(), Severity.COULD_NOT_CHECK, obstacle.get().text(), List.of());
        }
        WordPressConfig config = WordPressConfig.parse(site.files().text(file, WordPressConfig.LARGEST));
        Optional<Credentials> credentials = config.credentials();
        Optional<String> schema = config.database();
        String prefix = config.tablePrefix();
        if (credentials.isEmpty() || schema.isEmpty() || prefix == null) {
            return CheckResult.couldNot(
                    name(),
                    "wp-config.php ne donne pas les accès en toutes lettres.",
                    "wp-config.php does not give the credentials literally.");
        }
        // The file is the customer's: it must not lead us to whatever listens in the hoster's network, nor to another
        // database server
        // of the hoster's that happens to be off.
        if (config.address().filter(site.databaseServers()::contains).isEmpty()) {
            return CheckResult.couldNot(
                    name(),
                    "wp-config.php nomme un serveur de base de données que l'hébergeur n'a pas déclaré pour ce site.",
                    "wp-config.php names a database server that is not registered for this site.");
        }
        Database database = new Database(site.host(), credentials.get(), LIMITS);
        ProbeOutcome probe = database.probe(schema.get());
        return switch (probe.kind()) {
            case CONNECTED -> tables(site, database, schema.get(), prefix, config.defines("WP_CONTENT_DIR"));
            case ACCESS_DENIED -> trouble(site, signatures.get("MYSQL_ACCESS_DENIED"), "wp-config.php", probe);
            case UNKNOWN_DATABASE -> trouble(site, signatures.get("MYSQL_UNKNOWN_DB"), null, probe);
            case TOO_MANY_CONNECTIONS -> trouble(site, signatures.get("MYSQL_TOO_MANY_CONN"), null, probe);
            case UNREACHABLE, SERVER_GONE -> down(site, probe);
            case OTHER ->
                CheckResult.couldNot(
                        name(),
                        "La base n'a pas pu être examinée.",
                        "The database could not be examined: " + probe.text());
        };
    }

    private CheckResult tables(
            Examination site, Database database, String schema, String prefix, boolean contentElsewhere)
            throws IOException {
        Set<String> there = database.tables(schema).stream()
                .map(Table::name)
                .map(table -> table.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>();
        for (String core : CORE)
            if (!there.contains((prefix + core).toLowerCase(Locale.ROOT))) missing.add(prefix + core);
        for (String known : site.knownTables()) {
            if (!known.startsWith(schema + ".")) continue;
            String table = known.substring(schema.length() + 1);
            if (!there.contains(table.toLowerCase(Locale.ROOT))) missing.add(table);
        }
        if (!missing.isEmpty()) return missing(site, schema, missing);
        Options options = Options.read(database, schema, prefix);
        if (!options.foreign(site.place().domains()).isEmpty()) return address(site, options);
        return contentElsewhere ? fine() : theme(site, options);
    }

    private CheckResult missing(Examination site, String schema, Set<String> tables) {
        String names = String.join(", ", tables);
        Text text = new Text(
                "Il manque dans la base %s : %s.".formatted(schema, names),
                "Missing in the database %s: %s.".formatted(schema, names));
        Signature signature = signatures.get("MYSQL_TABLE_MISSING");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                new Finding(
                        signature.id(),
                        signature.area(),
                        signature.prior(),
                        90,
                        text,
                        signature.guide(),
                        null,
                        null,
                        "1146 " + names,
                        site.now()));
    }

    /** The address WordPress believes to have: when it is none of the site's, every page leads away. */
    private CheckResult address(Examination site, Options options) {
        Text text = new Text(
                "WordPress croit avoir une autre adresse que celles du site.",
                "WordPress believes to have an address that is none of the site's.");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                new Finding(
                        "WP_SITEURL_MISMATCH",
                        Area.DATABASE,
                        Prior.CUSTOMER_CHANGE,
                        85,
                        text,
                        "siteurl",
                        null,
                        null,
                        String.join("; ", options.foreign(site.place().domains())),
                        site.now()));
    }

    /** Without its active theme every page is empty, with status 200, and no log says so. */
    private CheckResult theme(Examination site, Options options) throws IOException {
        for (String theme : options.themes()) {
            String folder = "wp-content/themes/" + theme;
            if (site.files().exists(site.in(folder + "/style.css"))) continue;
            Text text = new Text(
                    "Le thème actif %s n'est plus là.".formatted(theme),
                    "The active theme %s is gone.".formatted(theme));
            return CheckResult.found(
                    name(),
                    Severity.CRITICAL,
                    text,
                    new Finding(
                            "WP_THEME_MISSING",
                            Area.CODE,
                            Prior.CUSTOMER_CHANGE,
                            85,
                            text,
                            "missing-file-restore",
                            folder,
                            null,
                            folder + "/style.css",
                            site.now()));
        }
        return fine();
    }

    private CheckResult fine() {
        return CheckResult.ok(
                name(), "La base répond, ses tables sont là.", "The database answers, its tables are there.");
    }

    private CheckResult trouble(
            Examination site, Signature signature, @org.jspecify.annotations.Nullable String file, ProbeOutcome probe) {
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                signature.text(),
                new Finding(
                        signature.id(),
                        signature.area(),
                        signature.prior(),
                        90,
                        signature.text(),
                        signature.guide(),
                        file,
                        null,
                        String.valueOf(probe.code()),
                        site.now()));
    }

    private CheckResult down(Examination site, ProbeOutcome probe) {
        Text text = new Text("Le serveur de base de données ne répond pas.", "The database server does not answer.");
        return CheckResult.found(
                name(),
                Severity.CRITICAL,
                text,
                new Finding(
                                "DATABASE_DOWN",
                                Area.PLATFORM,
                                Prior.PLATFORM,
                                90,
                                text,
                                "platform-incident",
                                null,
                                null,
                                String.valueOf(probe.code()),
                                site.now())
                        .witnessedBy(witness(probe)));
    }

    /**
     * That nobody answers, or nobody speaks before we have said who we are, no customer can bring about. Once we are logged in, with the
     * site's own user, the site's programs can end our connection: every user of MariaDB may KILL its own.
     */
    static Witness witness(ProbeOutcome probe) {
        boolean beforeLogin = probe.kind() == ProbeOutcome.Kind.UNREACHABLE
                || probe.text().contains("reading initial communication packet");
        return beforeLogin ? Witness.OWN_PROBE : Witness.CUSTOMER_WRITABLE;
    }
}
