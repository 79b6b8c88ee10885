package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A real WordPress in a folder of its own, on ports of its own of 127.0.0.1, with its own MariaDB, PHP-FPM, nginx and,
 * where {@code apache2} is installed, Apache. It starts, stops and configures nothing of the system. Its servers outlive
 * the process that started them, and are found again by the folder.
 *
 * <p>As root, the site's files and PHP belong to {@code www-data} and the database to {@code mysql} (or {@code nobody});
 * as a normal user everything belongs to that user.
 *
 * <p><b>opcache lies.</b> PHP looks at a file's time again only every 2 s ({@code opcache.revalidate_freq}), and never
 * sees a change that kept the time, as a restore does: it answers 200 right after a break and 500 right after a repair.
 * A {@code chmod} is never seen at all. So whoever exchanges files calls {@link #reloadPhp()} (SIGUSR2 to the master,
 * {@link #fpmPid()}) before looking. What this class does to the site ({@link #breakBy}, {@link #heal}, the plugin acts)
 * ends with that reload; a customer's own change shows after at most 2 s.
 *
 * <p>Not safe for use by several threads or processes at once.
 */
public final class WordPressSite {
    /** sun_path of unix(7) holds 108 bytes with its ending zero. */
    private static final int LONGEST_SOCKET = 107;

    private final Layout layout;
    private final Mark mark;
    private final Ports ports;
    private final Consumer<String> progress;
    private final Accounts accounts;
    private final Programs programs;
    private final MariaDb mariadb;
    private final PhpFpm fpm;
    private final Nginx nginx;
    private final Optional<Apache> apache;
    private final Customer customer;
    private final PrivateCopy copy;

    private WordPressSite(Path folder, Ports ports, Consumer<String> progress) {
        layout = new Layout(folder);
        mark = new Mark(layout.mark());
        this.ports = ports;
        this.progress = progress;
        accounts = Accounts.here();
        programs = Programs.installed();
        mariadb = new MariaDb(layout, ports, accounts, programs);
        fpm = new PhpFpm(layout, accounts, programs);
        nginx = new Nginx(layout, ports, accounts, programs, fpm.socket());
        apache = programs.apache().map(program -> new Apache(layout, ports, accounts, program, fpm.socket()));
        customer = new Customer(layout, accounts, mariadb.customer(), url());
        copy = new PrivateCopy(layout, mariadb);
    }

    /** The site in that folder, which need not exist yet; nothing is started. */
    public static WordPressSite in(Path folder, Ports ports) {
        return in(folder, ports, line -> {});
    }

    /**
     * The site in that folder, telling its progress.
     *
     * @param folder empty, absent, or one of a site made with the same ports
     * @param progress gets a line for each thing that takes time
     * @throws SiteException when the folder cannot hold a site, is another's, or a program is missing: the message says
     *     what to do
     */
    public static WordPressSite in(Path folder, Ports ports, Consumer<String> progress) {
        Path real = folder.toAbsolutePath().normalize();
        if (!real.toString().matches("[A-Za-z0-9/._-]+")) {
            throw new SiteException(real + " cannot hold a site: choose a folder whose path has only letters, digits,"
                    + " dots, hyphens and underscores, as the servers' configurations quote nothing else safely");
        }
        Layout layout = new Layout(real);
        Path socket = layout.databaseSocket();
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET) {
            throw new SiteException(real + " is too long a path for a Unix socket below it: choose a shorter one");
        }
        new Mark(layout.mark()).ports().filter(made -> !made.equals(ports)).ifPresent(made -> {
            throw new SiteException(
                    "The site in " + real + " was made for other ports (" + made + "): use those, or destroy it");
        });
        return new WordPressSite(real, ports, progress);
    }

    /** The ports of the site in that folder, empty when there is none. */
    public static Optional<Ports> portsOf(Path folder) {
        return new Mark(new Layout(folder.toAbsolutePath().normalize()).mark()).ports();
    }

    /**
     * Starts what does not run yet; on first use makes the site: WordPress with six posts, a photo and a comment each, and
     * a contact page. A site whose making was interrupted is made anew.
     */
    public WordPressSite start() {
        try {
            checkReachable();
            if (!mark.exists()) {
                mark.claim(ports);
            }
            if (mark.installed()) {
                startServers();
            } else {
                wipe();
                install();
            }
            progress.accept("the site answers at " + url());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void install() throws IOException {
        for (Path folder : List.of(layout.log(""), layout.run(""), layout.documentRoot(), layout.scratch())) {
            Files.createDirectories(folder);
        }
        Files.createDirectories(layout.hidden(""));
        Folders.mode(layout.hidden(""), "rwx------");
        Folders.mode(layout.folder(), "rwx--x--x");
        Folders.mode(layout.scratch(), "rwx------");
        accounts.give(layout.scratch(), accounts.site());
        mariadb.prepareLog();
        progress.accept("making a MariaDB in " + layout.mariadb());
        mariadb.install();
        mariadb.start();
        mariadb.makeSchema();
        Installation installation =
                new Installation(layout, ports, accounts, programs, mariadb, customer, url(), progress);
        installation.copyFiles();
        startServers();
        installation.install();
        installation.fill();
        Observation front = observe("/");
        if (front.status() != 200 || !front.shows(marker())) {
            throw new SiteException("The new site does not show its posts: " + front);
        }
        copy.take();
        mark.installed(true);
    }

    private void startServers() throws IOException {
        if (running()) {
            return;
        }
        progress.accept("starting MariaDB on port " + ports.database() + ", PHP-FPM, nginx on " + ports.http()
                + (apache.isPresent() ? ", Apache on " + ports.apache() : ""));
        mariadb.start();
        fpm.start();
        nginx.start();
        if (apache.isPresent()) {
            apache.get().start();
        }
    }

    /** Ends the site's own servers, and only those; the site's data stays. */
    public void stop() {
        stopServers();
        progress.accept("the site in " + layout.folder() + " is stopped");
    }

    private void stopServers() {
        apache.map(Apache::daemon).ifPresent(Daemon::stop);
        nginx.daemon().stop();
        fpm.daemon().stop();
        mariadb.daemon().stop();
    }

    /** Stops the site and deletes its folder, which must carry the mark of a site. */
    public void destroy() {
        if (!mark.exists()) {
            throw new SiteException(layout.folder() + " holds no site of Garde-fou: nothing was deleted");
        }
        stop();
        try {
            Folders.delete(layout.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every server runs and holds its port. */
    public boolean running() {
        return Stream.concat(
                        Stream.of(mariadb.daemon(), fpm.daemon(), nginx.daemon()), apache.map(Apache::daemon).stream())
                .allMatch(Daemon::ready);
    }

    /** The site's address, without a slash behind. */
    public String url() {
        return "http://127.0.0.1:" + ports.http();
    }

    /** The same site through Apache, which reads {@code .htaccess}; empty where Apache is not installed. */
    public Optional<String> apacheUrl() {
        return apache.map(server -> "http://127.0.0.1:" + ports.apache());
    }

    /** Words that the front page and {@code /contact/} show while posts, theme and database are whole. */
    public String marker() {
        return Installation.MARKER;
    }

    public Path documentRoot() {
        return layout.documentRoot();
    }

    /**
     * The folder above the document root, the site user's own and on its file system: what is restored is prepared here, so
     * that the exchange is one rename.
     */
    public Path root() {
        return layout.site();
    }

    /** PHP's errors of the site. */
    public Path phpLog() {
        return layout.log("php.log");
    }

    public Path nginxLog() {
        return layout.log("nginx-error.log");
    }

    /** Requests, in nginx' "combined" format. */
    public Path accessLog() {
        return layout.log("nginx-access.log");
    }

    public Path mariadbLog() {
        return layout.log("mariadb.log");
    }

    public Path apacheLog() {
        return layout.log("apache-error.log");
    }

    public Database database() {
        return mariadb.description();
    }

    /** The system account that owns the site's files and runs its PHP. */
    public String siteUser() {
        return accounts.site().name();
    }

    /** WordPress' administrator; the password lies in {@code private/wordpress-admin} (0600). */
    public String wordPressUser() {
        return Customer.LOGIN;
    }

    public String wordPressPassword() {
        return customer.password();
    }

    /** The PHP-FPM master, which reloads on SIGUSR2; empty when it does not run. */
    public OptionalLong fpmPid() {
        return fpm.daemon().pid();
    }

    /** The file in which PHP-FPM keeps the pid of its master. */
    public Path fpmPidFile() {
        return fpm.daemon().pidFile();
    }

    /** Empties opcache by replacing PHP's processes; returns when the new ones answer. */
    public void reloadPhp() {
        fpm.reload();
    }

    /** Uploads a plugin through WordPress' own page; it is not active yet. */
    public void installPlugin(Plugin plugin) {
        customer.installOrUpdate(plugin);
        fpm.reload();
    }

    /** Replaces a plugin by another version, as "Replace current with uploaded" does; an active one stays active. */
    public void updatePlugin(Plugin plugin) {
        installPlugin(plugin);
    }

    public void activatePlugin(String slug) {
        customer.activate(slug);
        fpm.reload();
    }

    /** The version that WordPress lists, empty when the plugin is not there. */
    public Optional<String> pluginVersion(String slug) {
        try (Editor editor = customer.login()) {
            return editor.pluginVersion(slug);
        }
    }

    /** Publishes a post and returns its address. */
    public String writePost(String title, String body) {
        try (Editor editor = customer.login()) {
            return editor.create("/wp/v2/posts", Editor.fields("title", title, "content", body, "status", "publish"))
                    .link();
        }
    }

    /** Adds a file to the media library, of a type that WordPress allows by its name, and returns its page's address. */
    public String upload(String name, byte[] bytes) {
        String type = URLConnection.guessContentTypeFromName(name);
        try (Editor editor = customer.login()) {
            return editor.upload(name, type == null ? "application/octet-stream" : type, bytes)
                    .link();
        }
    }

    /** Makes the private copy that {@link #heal()} brings back equal to the site as it is now. */
    public void remember() {
        try {
            copy.take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Breaks the site as that customer did. The first break since the last {@link #heal()} remembers the site before. */
    public void breakBy(Breakage breakage) {
        progress.accept("the customer " + breakage.act());
        if (!mark.broken()) {
            remember();
            mark.broken(true);
        }
        breakage.by(customer);
        fpm.reload();
    }

    /**
     * Brings back what was last remembered: at the making of the site, before the first break, or by {@link #remember()}.
     * Later changes of the site are lost.
     */
    public void heal() {
        if (!copy.exists()) {
            throw new SiteException("There is no site in " + layout.folder() + " to heal: start it first");
        }
        try {
            startServers();
            copy.bringBack();
            mark.broken(false);
            fpm.reload();
            progress.accept("the site is as it was");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a visitor gets at that path ("/contact/"). */
    public Observation observe(String path) {
        return Observation.of(url() + path);
    }

    /** The same through Apache. */
    public Observation observeThroughApache(String path) {
        return Observation.of(
                apacheUrl().orElseThrow(() -> new SiteException("Apache is not installed: apt-get install apache2-bin"))
                        + path);
    }

    /** The whole site, to compare before and after; visits do not change it. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(layout.documentRoot(), mariadb.owner(), MariaDb.SCHEMA);
    }

    /** By hand: {@code up|down|break KIND|heal|observe [PATH]|fingerprint|destroy FOLDER}. */
    public static void main(String[] arguments) {
        System.exit(new SiteCommand(System.out, System.err).run(List.of(arguments)));
    }

    private void checkReachable() throws IOException {
        for (Path above = layout.folder().getParent(); above != null; above = above.getParent()) {
            if (accounts.root()
                    && Files.exists(above)
                    && !Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new SiteException("The web server's account cannot enter " + above
                        + ": choose a folder elsewhere, or run chmod o+x " + above);
            }
        }
    }

    /** A making that was interrupted leaves pieces that do not fit together. */
    private void wipe() throws IOException {
        stopServers();
        try (Stream<Path> content = Files.list(layout.folder())) {
            for (Path piece :
                    content.filter(piece -> !piece.equals(layout.mark())).toList()) {
                Folders.delete(piece);
            }
        }
    }
}
