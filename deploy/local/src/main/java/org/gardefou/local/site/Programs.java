package org.gardefou.local.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that make a site, where Debian puts them. Only Apache may be absent. */
record Programs(
        String mariadbd,
        String mariadbInstall,
        String mariadb,
        String mariadbDump,
        String phpFpm,
        String php,
        String nginx,
        Optional<String> apache,
        Path wordpress) {

    private static final Path WORDPRESS = Path.of("/usr/share/wordpress");

    /**
     * A theme is only recommended by Debian's package; without one the front page is HTTP 200 with an empty body, so it is
     * asked for by name.
     */
    private static final Path THEME = WORDPRESS.resolve("wp-content/themes/twentytwentyone");

    static Programs installed() {
        List<String> missing = new ArrayList<>();
        Programs programs = new Programs(
                need(missing, "mariadb-server-core", "/usr/sbin/mariadbd"),
                need(missing, "mariadb-server-core", "/usr/bin/mariadb-install-db"),
                need(missing, "mariadb-client-core", "/usr/bin/mariadb"),
                need(missing, "mariadb-client", "/usr/bin/mariadb-dump"),
                newestFpm().orElseGet(() -> need(missing, "php-fpm", "/usr/sbin/php-fpm")),
                need(missing, "php-cli", "/usr/bin/php"),
                need(missing, "nginx-light", "/usr/sbin/nginx"),
                Optional.of("/usr/sbin/apache2").filter(program -> Files.isExecutable(Path.of(program))),
                WORDPRESS);
        if (!Files.exists(WORDPRESS.resolve("wp-settings.php"))) {
            missing.add("wordpress");
        }
        if (!Files.exists(THEME.resolve("style.css"))) {
            missing.add("wordpress-theme-twentytwentyone");
        }
        if (missing.isEmpty()) {
            missing.addAll(missingExtensions(programs.php()));
        }
        if (!missing.isEmpty()) {
            throw new SiteException("A site needs programs that are not here: apt-get install --no-install-recommends "
                    + String.join(" ", missing.stream().distinct().toList()));
        }
        return programs;
    }

    private static List<String> missingExtensions(String php) {
        List<String> loaded = Command.of(List.of(php, "-m"))
                .orFail("Asking PHP for its extensions")
                .lines()
                .toList();
        List<String> missing = new ArrayList<>();
        if (!loaded.contains("mysqli")) {
            missing.add("php-mysql");
        }
        if (!loaded.contains("gd")) {
            missing.add("php-gd");
        }
        if (!loaded.contains("xml")) {
            missing.add("php-xml");
        }
        return missing;
    }

    private static String need(List<String> missing, String debianPackage, String program) {
        if (!Files.isExecutable(Path.of(program))) {
            missing.add(debianPackage);
        }
        return program;
    }

    private static Optional<String> newestFpm() {
        try (Stream<Path> programs = Files.list(Path.of("/usr/sbin"))) {
            return programs.filter(program -> program.getFileName().toString().matches("php-fpm[0-9]+\\.[0-9]+"))
                    .max(Comparator.comparing(program -> Runtime.Version.parse(
                            program.getFileName().toString().substring("php-fpm".length()))))
                    .map(Path::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
