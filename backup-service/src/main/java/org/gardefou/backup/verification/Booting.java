package org.gardefou.backup.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gardefou.access.apart.BootAbility;
import org.gardefou.access.apart.BootDatabase;
import org.gardefou.access.apart.BootPlace;
import org.gardefou.access.apart.BootPostgres;
import org.gardefou.access.apart.BootUsers;
import org.gardefou.access.apart.Marker;
import org.gardefou.access.apart.PageLook;
import org.gardefou.access.apart.PageText;
import org.gardefou.access.apart.Sandbox;
import org.gardefou.access.apart.Sandbox.Resident;
import org.gardefou.access.apart.Showing;
import org.gardefou.access.database.DatabaseException;
import org.gardefou.access.database.ScratchUser;
import org.gardefou.access.dump.Engine;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.postgres.PostgresDatabase;
import org.gardefou.access.postgres.PostgresException;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.backup.verification.BootRule.Looked;
import org.gardefou.backup.verification.BootRule.Verdict;
import org.gardefou.backup.verification.Ending.Result;
import org.gardefou.restic.Contents;
import org.gardefou.restic.ResticException;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restic.RestoreRequest;
import org.jspecify.annotations.Nullable;

/**
 * Restores a point into a throw-away place, loads its dumps into a database server of its own, serves the site with nothing of the network
 * around it, and looks at it. Whatever comes of it, nothing of it stays.
 */
@ApplicationScoped
class Booting {

    static final String TOOL = "restic restore, mariadbd, php -S";

    private static final String DUMPS = ".gardefou-backup/databases";

    /** Room for the database server beside its rows. */
    private static final long SPARE = 300_000_000;

    /** A dump's rows with their indexes take about twice its room; its server begins with a hundred megabytes. */
    private static final int TIMES = 4;

    private static final long LEAST = 1_000_000_000;

    private static final int LONGEST_LINE = 400;

    private final Path data;
    private final Host host;
    private final VerificationConfig config;
    private final ObjectMapper json;

    Booting(DataConfig data, VerificationConfig config, ObjectMapper json) throws IOException {
        this.data = data.directory();
        this.host = new LocalHost(data.directory().resolve("scratch"));
        this.config = config;
        this.json = json;
    }

    /**
     * What is to be booted.
     *
     * @param documentRoot absolute, where the site has it now
     * @param below the same, below the site's root
     * @param before the front page of the last good boot
     */
    record Order(
            UUID id,
            String snapshot,
            long bytes,
            List<Dumped> databases,
            String documentRoot,
            String below,
            @Nullable Marker before) {

        List<Dumped> databases(Engine engine) {
            return databases.stream().filter(one -> one.of(engine)).toList();
        }
    }

    /**
     * How it went, and the front page where it went well.
     *
     * @param marker null where there is nothing to compare the next one with
     */
    record Booted(Ending ending, @Nullable Marker marker) {}

    /** Removes what boots left that are not at work any more. */
    void sweep(Set<UUID> atWork) throws IOException {
        BootPlace.sweep(data, atWork);
    }

    /** Boots, looks, and clears away. */
    Booted boot(Order order, ResticRepository repository) throws IOException {
        Optional<Text> lacking = postgres(order)
                .or(() -> BootAbility.lacking(
                                host, !order.databases(Engine.MARIADB).isEmpty())
                        .map(BootWords::of))
                .or(() -> unfit(order));
        if (lacking.isPresent()) return new Booted(Ending.notPossible(lacking.get(), TOOL), null);
        try (BootPlace place = BootPlace.make(data, order.id())) {
            boolean fits =
                    order.databases(Engine.POSTGRESQL).isEmpty() ? place.socketFits() : place.postgresSocketFits();
            if (!fits) {
                return new Booted(
                        Ending.notPossible(
                                new Text(
                                        "Le chemin du dossier de données du service est trop long pour une socket : raccourcissez gardefou.data.directory.",
                                        "The path of the service's data directory is too long for a socket: shorten gardefou.data.directory."),
                                TOOL),
                        null);
            }
            return boot(order, repository, place);
        }
    }

    /** What such a site showed without one of its databases would prove nothing. */
    private static Optional<Text> postgres(Order order) throws IOException {
        String names =
                order.databases(Engine.POSTGRESQL).stream().map(Dumped::name).collect(Collectors.joining(", "));
        if (names.isEmpty() || BootPostgres.programs().isPresent()) return Optional.empty();
        return Optional.of(new Text(
                "Ce point n'est pas démarré à l'écart : il contient une base PostgreSQL (%s), et le serveur de sauvegarde n'a pas de serveur PostgreSQL : installez le paquet postgresql. Sa copie a été relue jusqu'au bout et ses lignes comptées quand le point a été fait."
                        .formatted(names),
                "This point is not booted in a place apart: it holds a database of PostgreSQL (%s), and the backup server has no PostgreSQL server: install the package postgresql. Its dump was read to its end and its rows were counted when the point was made."
                        .formatted(names)));
    }

    private Optional<Text> unfit(Order order) {
        if (order.databases().stream().anyMatch(one -> BootDatabase.isServersOwn(one.name()))) {
            return Optional.of(new Text(
                    "Une base du site porte le nom d'une base du serveur : elle ne peut pas être chargée à part.",
                    "A database of the site bears the name of one of the server's own: it cannot be loaded apart."));
        }
        long room = data.toFile().getUsableSpace();
        if (order.bytes() <= config.largestBoot() && 3 * order.bytes() + SPARE <= room) return Optional.empty();
        return Optional.of(new Text(
                "Ce point est trop grand pour être démarré à l'écart (%d Mo ; au plus %d Mo, et %d Mo sont libres)."
                        .formatted(order.bytes() / 1_000_000, config.largestBoot() / 1_000_000, room / 1_000_000),
                "This point is too large to be booted in a place apart (%d MB; at most %d MB, and %d MB are free)."
                        .formatted(order.bytes() / 1_000_000, config.largestBoot() / 1_000_000, room / 1_000_000)));
    }

    private Booted boot(Order order, ResticRepository repository, BootPlace place) throws IOException {
        Contents restored;
        try {
            restored = repository
                    .restore(order.snapshot(), RestoreRequest.everything(place.tree()), progress -> {})
                    .restored();
        } catch (ResticException.Damaged | ResticException.RestoreIncomplete | ResticException.SnapshotUnknown e) {
            return new Booted(incomplete(), null);
        }
        Optional<Path> root = place.documentRoot(Path.of(order.below()));
        if (root.isEmpty()) return new Booted(incomplete(), null);
        boolean database = !order.databases(Engine.MARIADB).isEmpty();
        Servers servers = new Servers(
                database ? BootDatabase.prepare(host, data, place, config.longestBoot()) : null,
                order.databases(Engine.POSTGRESQL).isEmpty()
                        ? null
                        : BootPostgres.prepare(
                                host, place, BootPostgres.programs().orElseThrow(), config.longestBoot()));
        boolean wordPress = Files.isRegularFile(
                place.tree().resolve(root.get()).resolve("wp-includes/version.php"), LinkOption.NOFOLLOW_LINKS);
        Resident resident = resident(order, place, root.get(), database, wordPress);
        if (BootUsers.ours(resident.uid()) || BootUsers.ours(resident.gid())) {
            return new Booted(Ending.notPossible(ownersNumber(), TOOL), null);
        }
        long most = Math.max(LEAST, Math.min(config.largestBoot(), TIMES * order.bytes() + LEAST));
        Sandbox sandbox = Sandbox.open(host, resident, most);
        try (sandbox) {
            Booted booted = within(sandbox, order, place, servers, restored, wordPress);
            // What was ended for taking too much looks like a dump that does not load, or a site that does not answer.
            return sandbox.exceeded().map(BootWords::of).map(Booting::tooMuch).orElse(booted);
        } catch (IOException e) {
            return sandbox.exceeded().map(BootWords::of).map(Booting::tooMuch).orElseThrow(() -> e);
        }
    }

    /** The database servers of a boot, each where the site has one. */
    private record Servers(
            @Nullable BootDatabase mariadb, @Nullable BootPostgres postgres) {}

    private static Booted tooMuch(Text what) {
        return new Booted(Ending.notPossible(what, TOOL), null);
    }

    private static Text ownersNumber() {
        return new Text(
                "Les fichiers du site appartiennent à un utilisateur que le démarrage à l'écart garde pour lui (%d, %d) : donnez-les à un autre, puis refaites une sauvegarde."
                        .formatted(BootUsers.DATABASE, BootUsers.PROBE),
                "The site's files belong to a user whom the boot in a place apart keeps for itself (%d, %d): give them to another one, then make a backup."
                        .formatted(BootUsers.DATABASE, BootUsers.PROBE));
    }

    private Booted within(
            Sandbox sandbox, Order order, BootPlace place, Servers servers, Contents restored, boolean wordPress)
            throws IOException {
        BootDatabase server = servers.mariadb();
        Loaded loaded = server == null ? new Loaded(0, 0, null) : load(order, place, server, restored);
        BootPostgres postgres = servers.postgres();
        if (loaded.ending() == null && postgres != null) loaded = load(order, place, postgres, restored, loaded);
        if (loaded.ending() != null) return new Booted(loaded.ending(), null);
        List<PageLook> pages = looked(sandbox, order, place, server, wordPress);
        if (pages.isEmpty()) throw new IOException("Nobody could look at the booted site");
        // Nothing is judged before all that could disturb it has ended.
        List<String> log = Showing.log(sandbox.end());
        sandbox.close();
        return verdict(order, pages, log, wordPress, seen(restored, loaded, List.of(), null, null));
    }

    private List<PageLook> looked(
            Sandbox sandbox, Order order, BootPlace place, @Nullable BootDatabase server, boolean wordPress)
            throws IOException {
        if (server == null || !wordPress) {
            place.settings(json, wordPress, null);
            return sandbox.look(json);
        }
        String schema = BootDatabase.ofWordPress(tables(order)).orElseThrow();
        try (ScratchUser user = server.user(schema)) {
            place.settings(json, true, user.credentials());
            return sandbox.look(json);
        }
    }

    private static SequencedMap<String, List<String>> tables(Order order) {
        SequencedMap<String, List<String>> tables = new LinkedHashMap<>();
        order.databases(Engine.MARIADB).forEach(one -> tables.put(one.name(), one.tables()));
        return tables;
    }

    /**
     * What the databases came to.
     *
     * @param ending null where all of them loaded
     */
    private record Loaded(int tables, long rows, @Nullable Ending ending) {}

    private static Loaded load(Order order, BootPlace place, BootDatabase server, Contents restored)
            throws IOException {
        server.await();
        int tables = 0;
        long rows = 0;
        for (Dumped dumped : order.databases(Engine.MARIADB)) {
            try {
                Map<String, Long> differ = server.load(
                        dumped.name(),
                        dumped.rows() == null ? Map.of() : dumped.rows(),
                        place.tree().resolve(DUMPS));
                if (!differ.isEmpty()) {
                    return new Loaded(
                            0,
                            0,
                            Ending.broken(
                                    Result.ROWS_MISSING,
                                    "La copie de la base %s ne rend pas toutes ses lignes (tables : %s) : prenez un autre point ; l'hébergeur refait une sauvegarde."
                                            .formatted(dumped.name(), String.join(", ", differ.keySet())),
                                    "The copy of the database %s does not give all its rows back (tables: %s): take another point; the hoster makes a backup."
                                            .formatted(dumped.name(), String.join(", ", differ.keySet())),
                                    TOOL,
                                    seen(restored, new Loaded(tables, rows, null), List.of(), null, null)));
                }
            } catch (DatabaseException e) {
                return new Loaded(
                        0,
                        0,
                        Ending.broken(
                                Result.DUMP_UNUSABLE,
                                "La copie de la base %s ne se charge pas : prenez un autre point ; l'hébergeur lit le détail et refait une sauvegarde."
                                        .formatted(dumped.name()),
                                "The copy of the database %s does not load: take another point; the hoster reads the detail and makes a backup."
                                        .formatted(dumped.name()),
                                TOOL,
                                seen(
                                        restored,
                                        new Loaded(tables, rows, null),
                                        List.of(),
                                        null,
                                        shortened(String.valueOf(e.getMessage())))));
            }
            tables += dumped.tables().size();
            rows += dumped.rows() == null
                    ? 0
                    : dumped.rows().values().stream().mapToLong(Long::longValue).sum();
        }
        return new Loaded(tables, rows, null);
    }

    /**
     * Those of PostgreSQL. A server of this machine may lack what the site's has, such as an extension: only a dump that has no end is held
     * against the point.
     */
    private static Loaded load(Order order, BootPlace place, BootPostgres server, Contents restored, Loaded before)
            throws IOException {
        server.await();
        List<String> names =
                order.databases(Engine.POSTGRESQL).stream().map(Dumped::name).toList();
        server.make(names);
        int tables = before.tables();
        for (String name : names) {
            try {
                tables += server.load(name, PostgresDatabase.file(place.tree().resolve(DUMPS), name));
            } catch (PostgresException e) {
                if (e.kind() != PostgresException.Kind.DUMP_CUT_SHORT) {
                    return new Loaded(0, 0, Ending.notPossible(anotherServer(name, e), TOOL));
                }
                return new Loaded(
                        0,
                        0,
                        Ending.broken(
                                Result.DUMP_UNUSABLE,
                                "La copie de la base %s ne se charge pas : prenez un autre point ; l'hébergeur lit le détail et refait une sauvegarde."
                                        .formatted(name),
                                "The copy of the database %s does not load: take another point; the hoster reads the detail and makes a backup."
                                        .formatted(name),
                                TOOL,
                                seen(restored, before, List.of(), null, shortened(String.valueOf(e.getMessage())))));
            }
        }
        return new Loaded(tables, before.rows(), null);
    }

    private static Text anotherServer(String name, PostgresException problem) {
        return new Text(
                "Le PostgreSQL de ce serveur n'a pas chargé la copie de la base %s ; cela ne dit rien du point. Installez ici la version et les extensions du serveur du site. (%s)"
                        .formatted(name, shortened(String.valueOf(problem.getMessage()))),
                "This server's PostgreSQL did not load the copy of the database %s; that says nothing about the point. Install the version and the extensions of the site's server here. (%s)"
                        .formatted(name, shortened(String.valueOf(problem.getMessage()))));
    }

    private static Booted verdict(
            Order order, List<PageLook> pages, List<String> log, boolean wordPress, Seen counted) {
        Optional<Marker> before = Optional.ofNullable(order.before());
        PageLook front = pages.getFirst();
        Looked looked =
                new Looked(front, wordPress ? pages.stream().skip(1).findFirst() : Optional.empty(), log, before);
        Verdict verdict = BootRule.judge(looked);
        Integer like = before.map(one -> one.foundIn(front.body())).orElse(null);
        Seen seen = new Seen(
                null,
                null,
                counted.files(),
                counted.tables(),
                counted.rows(),
                pages.stream().map(Seen.PageSeen::of).toList(),
                like,
                Showing.telling(log).map(Booting::shortened).orElse(null));
        if (verdict.outcome() == Outcome.FAILED
                && !wordPress
                && !order.databases().isEmpty()) {
            // It looks for its database where only its own settings say, which we cannot read.
            return new Booted(
                    new Ending(
                            Outcome.NOT_POSSIBLE,
                            verdict.result(),
                            false,
                            new Text(
                                    "Fichiers et bases se restaurent en entier ; mais ce n'est pas un WordPress, et ses réglages ne peuvent pas être remplacés pour le démarrer.",
                                    "Files and databases restore as a whole; but it is no WordPress, and its settings cannot be replaced to boot it."),
                            TOOL,
                            seen),
                    null);
        }
        Ending ending =
                new Ending(verdict.outcome(), verdict.result(), false, BootWords.of(verdict.result()), TOOL, seen);
        return new Booted(ending, verdict.outcome() == Outcome.PASSED ? Marker.of(front.body(), front.length()) : null);
    }

    private static Seen seen(
            Contents restored, Loaded loaded, List<Seen.PageSeen> pages, @Nullable Integer like, @Nullable String log) {
        return new Seen(
                null,
                null,
                restored.files(),
                loaded.tables() == 0 ? null : loaded.tables(),
                loaded.rows() == 0 ? null : loaded.rows(),
                pages.isEmpty() ? null : pages,
                like,
                log);
    }

    private static Ending incomplete() {
        return Ending.broken(
                Result.FILES_INCOMPLETE,
                "Ce point ne se restaure pas en entier : prenez-en un autre ; l'hébergeur contrôle le dépôt (restic check --read-data) et refait une sauvegarde.",
                "This point does not restore as a whole: take another one; the hoster checks the repository (restic check --read-data) and makes a backup.",
                TOOL,
                Seen.nothing());
    }

    /** PHP runs as whoever owns the site, so that it can read what it can read where it lives. */
    private static Resident resident(Order order, BootPlace place, Path root, boolean database, boolean wordPress)
            throws IOException {
        Path tree = place.tree().resolve(root);
        int uid = (int) Files.getAttribute(tree, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int gid = (int) Files.getAttribute(tree, "unix:gid", LinkOption.NOFOLLOW_LINKS);
        return new Resident(
                place,
                root.toString(),
                order.documentRoot(),
                BootUsers.serving(uid),
                BootUsers.serving(gid),
                database,
                wordPress ? List.of("/", "/wp-login.php") : List.of("/"));
    }

    private static String shortened(String line) {
        return PageText.line(line, LONGEST_LINE);
    }
}
