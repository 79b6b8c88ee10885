package org.gardefou.diagnostics.inventory;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.component.PhpVersion;
import org.jspecify.annotations.Nullable;

/** WordPress: what {@code get_plugins}, {@code wp_get_themes} and {@code get_dropins} of it would find. */
final class WordPressReader implements CmsReader {

    private static final int VERSION_FILE = 16 * 1024;
    private static final Pattern VERSION = Pattern.compile("\\$wp_version\\s*=\\s*['\"]([^'\"]+)['\"]");

    private static final Set<String> DROP_INS = Set.of(
            "advanced-cache.php",
            "db.php",
            "db-error.php",
            "fatal-error-handler.php",
            "maintenance.php",
            "object-cache.php",
            "sunrise.php");

    private static final Set<String> DIRECTORY = Set.of("wordpress.org", "w.org");

    private final Markers markers;

    WordPressReader(Markers markers) {
        this.markers = markers;
    }

    @Override
    public Cms cms() {
        return Cms.WORDPRESS;
    }

    @Override
    public boolean recognises(Tree tree) throws IOException {
        return tree.has("wp-includes/version.php") && (tree.has("wp-load.php") || tree.has("wp-blog-header.php"));
    }

    @Override
    public List<Component> read(Tree tree) throws IOException {
        List<Component> found = new ArrayList<>();
        found.add(new Component(
                ComponentKind.CMS,
                cms().slug(),
                "",
                cms().shown(),
                Literals.first(VERSION, tree.head("wp-includes/version.php", VERSION_FILE)),
                TrustFacts.NONE));
        String content = "wp-content";
        plugins(tree, content + "/plugins", found);
        for (String name : tree.names(content + "/mu-plugins", ".php"))
            single(tree, content + "/mu-plugins/" + name, ComponentKind.MUST_USE, found);
        for (String name : tree.names(content, ".php"))
            if (DROP_INS.contains(name)) single(tree, content + "/" + name, ComponentKind.DROP_IN, found);
        for (String slug : tree.folders(content + "/themes"))
            add(tree, content + "/themes/" + slug, "style.css", "theme name", ComponentKind.THEME, found);
        return found;
    }

    private void plugins(Tree tree, String folder, List<Component> found) throws IOException {
        for (String slug : tree.folders(folder)) {
            for (String file : tree.names(folder + "/" + slug, ".php")) {
                if (add(tree, folder + "/" + slug, file, "plugin name", ComponentKind.PLUGIN, found)) break;
            }
        }
        for (String name : tree.names(folder, ".php")) {
            String file = folder + "/" + name;
            String text = tree.head(file, Header.LONGEST);
            if (text != null && Header.of(text).get("plugin name") != null)
                single(tree, file, ComponentKind.PLUGIN, found);
        }
    }

    /** One with a folder of its own; false when the file is not its main file. */
    private boolean add(
            Tree tree, String folder, String file, String nameField, ComponentKind kind, List<Component> found)
            throws IOException {
        String text = tree.head(folder + "/" + file, Header.LONGEST);
        if (text == null) return false;
        Header header = Header.of(text);
        String name = header.get(nameField);
        if (name == null) return false;
        String version = header.get("version");
        found.add(new Component(
                kind,
                last(folder),
                folder,
                name,
                version,
                TrustFacts.seen(
                        tree.changedAt(folder + "/" + file),
                        header.get("author"),
                        kind == ComponentKind.PLUGIN ? stated(tree, folder, version) : null,
                        foreign(header.get("update uri")),
                        markers.in(tree, folder))));
        return true;
    }

    private void single(Tree tree, String file, ComponentKind kind, List<Component> found) throws IOException {
        String text = tree.head(file, Header.LONGEST);
        Header header = Header.of(text == null ? "" : text);
        String name = header.get("plugin name");
        String slug = last(file).replaceFirst("\\.php$", "");
        found.add(new Component(
                kind,
                slug,
                file,
                name == null ? last(file) : name,
                header.get("version"),
                TrustFacts.seen(
                        tree.changedAt(file),
                        header.get("author"),
                        null,
                        foreign(header.get("update uri")),
                        markers.ofFile(tree, file))));
    }

    /** The version in readme.txt, where it is another than the header's. */
    private static @Nullable String stated(Tree tree, String folder, @Nullable String version) throws IOException {
        String readme = tree.head(folder + "/readme.txt", Header.LONGEST);
        String stated = readme == null ? null : Header.of(readme).get("stable tag");
        if (stated == null || version == null || stated.equalsIgnoreCase("trunk")) return null;
        return PhpVersion.compare(stated, version) == 0 ? null : stated;
    }

    /** The host of an {@code Update URI} that is not the directory's; {@code false} there means that it takes no updates at all. */
    private static @Nullable String foreign(@Nullable String uri) {
        if (uri == null) return null;
        try {
            String host =
                    URI.create(uri.contains("://") ? uri : "https://" + uri).getHost();
            if (host == null) return uri;
            String lower = host.toLowerCase(Locale.ROOT);
            return DIRECTORY.contains(lower) ? null : lower;
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
