package org.gardefou.diagnostics.inventory;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Joomla: by the manifests of its extensions. They are XML of the customer's; the few values wanted are cut out of the text, so that no parser
 * follows what entities and references in it point to.
 */
final class JoomlaReader implements CmsReader {

    private static final int MANIFEST = 64 * 1024;
    private static final int MOST_MANIFESTS = 20;
    private static final Pattern ROOT = Pattern.compile("(?i)<(?:extension|install)\\b([^>]{0,500})>");
    private static final Pattern NAME = Pattern.compile("(?is)<name>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,200})");
    private static final Pattern VERSION = Pattern.compile("(?is)<version>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,60})");
    private static final Pattern AUTHOR = Pattern.compile("(?is)<author>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,200})");
    private static final Pattern SERVER =
            Pattern.compile("(?is)<server\\b[^>]{0,300}>\\s*(?:<!\\[CDATA\\[)?\\s*(https?://[^<\\]\\s]{1,300})");

    private final Markers markers;

    JoomlaReader(Markers markers) {
        this.markers = markers;
    }

    @Override
    public Cms cms() {
        return Cms.JOOMLA;
    }

    @Override
    public boolean recognises(Tree tree) throws IOException {
        return tree.has("administrator/manifests/files/joomla.xml");
    }

    @Override
    public List<Component> read(Tree tree) throws IOException {
        List<Component> found = new ArrayList<>();
        String core = tree.head("administrator/manifests/files/joomla.xml", MANIFEST);
        found.add(new Component(
                ComponentKind.CMS, cms().slug(), "", cms().shown(), Literals.first(VERSION, core), TrustFacts.NONE));
        for (String above : List.of("administrator/", "")) {
            for (String name : tree.folders(above + "components"))
                manifest(tree, above + "components/" + name, name, ComponentKind.MODULE, found);
            for (String name : tree.folders(above + "modules"))
                manifest(tree, above + "modules/" + name, name, ComponentKind.MODULE, found);
            for (String name : tree.folders(above + "templates"))
                manifest(tree, above + "templates/" + name, name, ComponentKind.THEME, found);
        }
        for (String group : tree.folders("plugins"))
            for (String name : tree.folders("plugins/" + group))
                manifest(tree, "plugins/" + group + "/" + name, group + "/" + name, ComponentKind.PLUGIN, found);
        return found;
    }

    private void manifest(Tree tree, String folder, String slug, ComponentKind kind, List<Component> found)
            throws IOException {
        if (found.stream()
                .anyMatch(known -> known.kind() == kind && known.slug().equals(slug))) return;
        int read = 0;
        for (String file : tree.names(folder, ".xml")) {
            if (read++ == MOST_MANIFESTS) return;
            String text = tree.head(folder + "/" + file, MANIFEST);
            if (text == null || !ROOT.matcher(text).find()) continue;
            String name = Literals.first(NAME, text);
            found.add(new Component(
                    kind,
                    Excerpt.of(slug, 200),
                    folder,
                    name == null ? Excerpt.of(slug, 200) : name,
                    Literals.first(VERSION, text),
                    TrustFacts.seen(
                            tree.changedAt(folder + "/" + file),
                            Literals.first(AUTHOR, text),
                            null,
                            foreign(text),
                            markers.in(tree, folder))));
            return;
        }
    }

    private static @Nullable String foreign(String manifest) {
        var server = SERVER.matcher(manifest);
        if (!server.find()) return null;
        try {
            String host = URI.create(server.group(1)).getHost();
            if (host == null) return null;
            String lower = host.toLowerCase(Locale.ROOT);
            return lower.equals("joomla.org") || lower.endsWith(".joomla.org") ? null : lower;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
