package org.gardefou.local.site;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A customer who is logged in to WordPress: the cookie of wp-login.php, and the nonce that WordPress wants with each REST
 * call of a browser.
 */
final class Editor implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":\\s*([0-9]+)");
    private static final Pattern LINK = Pattern.compile("\"link\":\\s*\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":\\s*\"([^\"]*)\"");
    private static final Pattern UPLOAD_NONCE =
            Pattern.compile("wp-upload-form.*?name=\"_wpnonce\" value=\"([0-9a-f]{10})\"", Pattern.DOTALL);
    private static final Pattern REPLACE =
            Pattern.compile("href=[\"']([^\"']*overwrite=(?:update|downgrade)-plugin[^\"']*)[\"']");

    private final Visit visit;
    private final String nonce;

    private Editor(Visit visit, String nonce) {
        this.visit = visit;
        this.nonce = nonce;
    }

    static Editor login(String base, String user, String password) {
        Visit visit = new Visit(base);
        visit.get("/wp-login.php");
        visit.form(
                "/wp-login.php",
                Map.of("log", user, "pwd", password, "wp-submit", "Log In", "testcookie", "1"),
                Map.of());
        String nonce = visit.get("/wp-admin/admin-ajax.php?action=rest-nonce");
        if (!nonce.matches("[0-9a-f]{10}")) {
            visit.close();
            throw new SiteException("WordPress refused the login of " + user + ": heal the site, or see wp_users");
        }
        return new Editor(visit, nonce);
    }

    /** What WordPress made: its number and its address. */
    record Made(long id, String link) {}

    Made create(String route, Map<String, String> fields) {
        return made(visit.form(rest(route), fields, Map.of("X-WP-Nonce", nonce)));
    }

    Made upload(String name, String contentType, byte[] bytes) {
        return made(visit.post(
                rest("/wp/v2/media"),
                BodyPublishers.ofByteArray(bytes),
                contentType,
                Map.of(
                        "X-WP-Nonce",
                        nonce,
                        "Content-Disposition",
                        "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "-") + "\"")));
    }

    /** The plugin page's "Upload Plugin"; of one that is there already, "Replace current with uploaded". */
    void uploadPlugin(Plugin plugin) {
        Matcher form = UPLOAD_NONCE.matcher(visit.get("/wp-admin/plugin-install.php?tab=upload"));
        if (!form.find()) {
            throw new SiteException("WordPress offers no upload of plugins: is the document root the site user's own?");
        }
        String answer = visit.upload(
                "/wp-admin/update.php?action=upload-plugin",
                Map.of("_wpnonce", form.group(1), "install-plugin-submit", "Install Now"),
                "pluginzip",
                plugin.slug() + ".zip",
                plugin.zip());
        Matcher replace = REPLACE.matcher(answer);
        if (replace.find()) {
            String link = Html.unescaped(replace.group(1));
            answer = visit.get(link.startsWith("http:") ? link : "/wp-admin/" + link);
        }
        if (!answer.contains("successfully")) {
            throw new SiteException("WordPress did not take the plugin " + plugin.slug() + ": " + Html.text(answer));
        }
    }

    void activate(String slug) {
        visit.form(rest(plugin(slug)), Map.of("status", "active"), Map.of("X-WP-Nonce", nonce));
    }

    Optional<String> pluginVersion(String slug) {
        String all = visit.get(rest("/wp/v2/plugins") + "&_fields=plugin,version&_wpnonce=" + nonce);
        int at = all.indexOf("\"plugin\":\"" + slug + "\\/");
        Matcher version = VERSION.matcher(all);
        return at >= 0 && version.find(at) ? Optional.of(version.group(1)) : Optional.empty();
    }

    private static String plugin(String slug) {
        return "/wp/v2/plugins/" + slug + "/" + slug;
    }

    private static String rest(String route) {
        return "/index.php?_fields=id,link&rest_route=" + route;
    }

    private static Made made(String json) {
        Matcher id = ID.matcher(json);
        if (!id.find()) {
            throw new SiteException("WordPress gave no id for what it made: " + Html.text(json));
        }
        Matcher link = LINK.matcher(json);
        return new Made(Long.parseLong(id.group(1)), link.find() ? link.group(1).replace("\\/", "/") : "");
    }

    static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    @Override
    public void close() {
        visit.close();
    }
}
