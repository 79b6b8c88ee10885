package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a WordPress out of an empty document root, and fills it as a small bakery would. */
final class Installation {
    static final String TITLE = "Fournil du Canal";
    /** Words of the newest post and of the contact page; they vanish with {@code wp_posts} and with the theme. */
    static final String MARKER = "Sourdough from the canal since 1931";

    private static final Set<Path> NOT_COPIED = Set.of(Path.of(".htaccess"), Path.of("wp-config.php"));
    private static final int PHOTOS = 6;

    private final Layout layout;
    private final Ports ports;
    private final Accounts accounts;
    private final Programs programs;
    private final MariaDb mariadb;
    private final Customer customer;
    private final String url;
    private final Consumer<String> progress;

    Installation(
            Layout layout,
            Ports ports,
            Accounts accounts,
            Programs programs,
            MariaDb mariadb,
            Customer customer,
            String url,
            Consumer<String> progress) {
        this.layout = layout;
        this.ports = ports;
        this.accounts = accounts;
        this.programs = programs;
        this.mariadb = mariadb;
        this.customer = customer;
        this.url = url;
        this.progress = progress;
    }

    void copyFiles() throws IOException {
        progress.accept("copying WordPress from " + programs.wordpress());
        Path root = layout.documentRoot();
        Folders.copyPlain(programs.wordpress(), root, path -> !NOT_COPIED.contains(path));
        Files.createDirectories(root.resolve("wp-content/uploads"));
        Files.writeString(root.resolve("wp-config.php"), configuration());
        Folders.mode(root.resolve("wp-config.php"), "rw-r-----");
        Files.writeString(root.resolve(".htaccess"), """
                # BEGIN WordPress
                RewriteEngine On
                RewriteBase /
                RewriteRule ^index\\.php$ - [L]
                RewriteCond %{REQUEST_FILENAME} !-f
                RewriteCond %{REQUEST_FILENAME} !-d
                RewriteRule . /index.php [L]
                # END WordPress
                """);
        accounts.giveAll(layout.site(), accounts.site());
    }

    private String configuration() {
        StringBuilder php = new StringBuilder("<?php\n");
        define(php, "DB_NAME", MariaDb.SCHEMA);
        define(php, "DB_USER", mariadb.description().siteUser());
        define(php, "DB_PASSWORD", mariadb.sitePassword());
        define(php, "DB_HOST", "127.0.0.1:" + ports.database());
        define(php, "DB_CHARSET", "utf8mb4");
        define(php, "DB_COLLATE", "");
        for (String key : List.of("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")) {
            define(php, key + "_KEY", Secrets.random());
            define(php, key + "_SALT", Secrets.random());
        }
        // Nothing leaves this machine: without these, pages wait for api.wordpress.org, and files change by themselves.
        for (String flag : List.of("WP_HTTP_BLOCK_EXTERNAL", "DISABLE_WP_CRON", "AUTOMATIC_UPDATER_DISABLED")) {
            php.append("define('").append(flag).append("', true);\n");
        }
        return php.append("$table_prefix = 'wp_';\n")
                .append("if (!defined('ABSPATH')) {\n    define('ABSPATH', __DIR__ . '/');\n}\n")
                .append("require_once ABSPATH . 'wp-settings.php';\n")
                .toString();
    }

    private static void define(StringBuilder php, String name, String value) {
        php.append("define('%s', '%s');\n".formatted(name, value));
    }

    /** WordPress' own installer, as a browser calls it. */
    void install() {
        progress.accept("installing WordPress at " + url);
        try (Visit visit = new Visit(url)) {
            String answer = visit.form(
                    "/wp-admin/install.php?step=2",
                    Editor.fields(
                            "weblog_title", TITLE,
                            "user_name", Customer.LOGIN,
                            "admin_password", customer.password(),
                            "admin_password2", customer.password(),
                            "pw_weak", "on",
                            "admin_email", "owner@fournil.example",
                            "blog_public", "0",
                            "language", "",
                            "Submit", "Install WordPress"),
                    Map.of());
            if (!answer.contains("Success!")) {
                throw new SiteException("WordPress was not installed: " + Html.text(answer));
            }
        }
    }

    void fill() throws IOException {
        progress.accept("writing " + PHOTOS + " posts with photos, a page and comments");
        Path photos = layout.hidden("photos");
        Files.createDirectories(photos);
        Command.of(List.of(programs.php(), "-r", PAINT, "--", photos.toString(), Integer.toString(PHOTOS)))
                .orFail("Painting the photos with PHP's gd");
        try (Editor editor = customer.login()) {
            for (int n = 1; n <= PHOTOS; n++) {
                byte[] photo = Files.readAllBytes(photos.resolve("photo-" + n + ".jpg"));
                long media = editor.upload("photo-" + n + ".jpg", "image/jpeg", photo)
                        .id();
                long post = editor.create(
                                "/wp/v2/posts",
                                Editor.fields(
                                        "title",
                                        "Baking day " + n,
                                        "content",
                                        MARKER + ". Batch " + n + ": Grüße, 日本語, it's \"hot\".",
                                        "status",
                                        "publish",
                                        "featured_media",
                                        Long.toString(media)))
                        .id();
                editor.create(
                        "/wp/v2/comments",
                        Editor.fields("post", Long.toString(post), "content", "Batch " + n + " was gone by nine."));
            }
            editor.create(
                    "/wp/v2/pages",
                    Editor.fields(
                            "title", "Contact",
                            "slug", "contact",
                            "content", MARKER + ", 12 quai des Meuniers.",
                            "status", "publish"));
        }
        Folders.delete(photos);
    }

    /** The same photos each time: a seeded generator, some 200 kB each so that backups have something to store. */
    private static final String PAINT = """
            for ($n = 1; $n <= (int) $argv[2]; $n++) {
                mt_srand($n);
                $image = imagecreatetruecolor(1200, 800);
                for ($k = 0; $k < 700; $k++) {
                    $colour = imagecolorallocatealpha($image, mt_rand(0, 255), mt_rand(0, 255), mt_rand(0, 255), 60);
                    imagefilledellipse($image, mt_rand(0, 1200), mt_rand(0, 800), mt_rand(5, 160), mt_rand(5, 160), $colour);
                }
                imagejpeg($image, $argv[1] . "/photo-$n.jpg", 85);
            }
            """;
}
