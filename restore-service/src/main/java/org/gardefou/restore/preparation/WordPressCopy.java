package org.gardefou.restore.preparation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.restore.preparation.CopyPreparation.Face;

/**
 * A copy of a WordPress that is to know nothing of the live one. Its own {@code wp-config.php} is not parsed: ours stands before it,
 * and of a constant that is defined twice PHP keeps the first value, whatever way the second one comes about.
 *
 * @param root the document root, in a folder that nobody else enters
 */
record WordPressCopy(Path root) {

    private static final String CONFIG = "wp-config.php";

    /** What stands between WordPress and its database, or keeps it in a memory that the live site shares. */
    private static final List<String> DROP_INS =
            List.of("wp-content/db.php", "wp-content/object-cache.php", "wp-content/advanced-cache.php");

    private static final Pattern PREPENDED = Pattern.compile("(?m)^.*auto_(?:prepend|append)_file.*$");

    /** Whether it is one, with its settings and its content where the copy will find them. */
    boolean is() {
        return plain(root.resolve(CONFIG))
                && plain(root.resolve("wp-includes/version.php"))
                && Files.isDirectory(root.resolve("wp-content"), LinkOption.NOFOLLOW_LINKS);
    }

    /** In any folder PHP may be told to run a file of the live site before the copy's. */
    private void prependNothing() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                boolean own = file.endsWith(".user.ini");
                if (!own && !file.endsWith(".htaccess") || !plain(file)) continue;
                if (own) Files.delete(file);
                else Files.write(file, withoutPrepended(Files.readAllBytes(file)));
            }
        }
    }

    private static byte[] withoutPrepended(byte[] directives) {
        // Byte for byte: whatever its charset is, what is left stays as it was.
        String text = new String(directives, StandardCharsets.ISO_8859_1);
        return PREPENDED.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean plain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Leads it to its own database and address, and keeps it quiet. */
    void separate(String schema, Credentials account, Face face) throws IOException {
        Path content = root.resolve("wp-content");
        for (String name : DROP_INS) Files.deleteIfExists(root.resolve(name));
        prependNothing();
        // Asked for by itself it would run with the live settings, so its name is one that nobody knows; in its folder,
        // as it may include what lies there.
        String original = "wp-config-" + UUID.randomUUID().toString().replace("-", "") + ".php";
        Files.move(root.resolve(CONFIG), root.resolve(original));
        Files.writeString(root.resolve(CONFIG), config(schema, account, face, original));
        Path plugins = directory(content.resolve("mu-plugins"));
        Path plugin = plugins.resolve("000-gardefou-staging.php");
        Files.deleteIfExists(plugin);
        Files.writeString(plugin, resource("mu-plugin.php"));
    }

    /** A directory at the place of whatever else stands there: a link of the customer's is not followed. */
    private static Path directory(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
            Files.createDirectory(path);
        }
        return path;
    }

    /** Our settings, and then those of the site. */
    private static String config(String schema, Credentials account, Face face, String original) throws IOException {
        Map<String, String> constants = new LinkedHashMap<>();
        constants.put("DB_NAME", quoted(schema));
        constants.put("DB_USER", quoted(account.user()));
        constants.put("DB_PASSWORD", quoted(account.password()));
        constants.put("DB_HOST", quoted(host(account)));
        // An absolute path in the site's settings would lead to the live files.
        constants.put("WP_CONTENT_DIR", "__DIR__ . '/wp-content'");
        constants.put("WP_CONTENT_URL", quoted(face.address() + "/wp-content"));
        constants.put("WP_PLUGIN_DIR", "__DIR__ . '/wp-content/plugins'");
        constants.put("WP_PLUGIN_URL", quoted(face.address() + "/wp-content/plugins"));
        constants.put("WPMU_PLUGIN_DIR", "__DIR__ . '/wp-content/mu-plugins'");
        constants.put("WPMU_PLUGIN_URL", quoted(face.address() + "/wp-content/mu-plugins"));
        constants.put("WP_HOME", quoted(face.address()));
        constants.put("WP_SITEURL", quoted(face.address()));
        constants.put("WP_ENVIRONMENT_TYPE", "'staging'");
        constants.put("DISABLE_WP_CRON", "true");
        constants.put("AUTOMATIC_UPDATER_DISABLED", "true");
        constants.put("WP_HTTP_BLOCK_EXTERNAL", "true");
        constants.put("WP_CACHE", "false");
        StringBuilder defined = new StringBuilder();
        constants.forEach((name, value) -> defined.append("define('")
                .append(name)
                .append("', ")
                .append(value)
                .append(");\n"));
        return resource("wp-config.php")
                .replace("%USER%", quoted(face.user()))
                .replace("%PASSWORD_SHA256%", quoted(sha256(face.password())))
                .replace("%CONSTANTS%", defined.toString().stripTrailing())
                .replace("%ORIGINAL%", quoted(original));
    }

    private static String host(Credentials account) {
        return account.socket() == null ? account.host() + ":" + account.port() : "localhost:" + account.socket();
    }

    /** A literal of PHP. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = WordPressCopy.class.getResourceAsStream("/staging/" + name)) {
            return new String(
                    Objects.requireNonNull(file, name + " is missing from the build")
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}
