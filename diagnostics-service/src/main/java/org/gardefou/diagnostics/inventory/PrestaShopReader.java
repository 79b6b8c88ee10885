package org.gardefou.diagnostics.inventory;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.redaction.Excerpt;
import org.jspecify.annotations.Nullable;

/** PrestaShop, 1.6 and later. */
final class PrestaShopReader implements CmsReader {

    private static final int LONGEST = 64 * 1024;
    private static final Pattern CONSTANT = Pattern.compile("const\\s+VERSION\\s*=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern DEFINED =
            Pattern.compile("define\\(\\s*['\"]_PS_VERSION_['\"]\\s*,\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern XML_VERSION = Pattern.compile("(?is)<version>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,60})");
    private static final Pattern XML_NAME = Pattern.compile("(?is)<displayName>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,200})");
    private static final Pattern XML_AUTHOR = Pattern.compile("(?is)<author>\\s*(?:<!\\[CDATA\\[)?([^<\\]]{1,200})");
    private static final Pattern PHP_VERSION = Pattern.compile("\\$this->version\\s*=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern YML_NAME = Pattern.compile("(?m)^display_name:\\s*['\"]?([^'\"\\r\\n]+)");
    private static final Pattern YML_VERSION = Pattern.compile("(?m)^version:\\s*['\"]?([^'\"\\r\\n]+)");

    private final Markers markers;

    PrestaShopReader(Markers markers) {
        this.markers = markers;
    }

    @Override
    public Cms cms() {
        return Cms.PRESTASHOP;
    }

    @Override
    public boolean recognises(Tree tree) throws IOException {
        return tree.has("config/defines.inc.php") && tree.has("classes") && tree.has("modules");
    }

    @Override
    public List<Component> read(Tree tree) throws IOException {
        List<Component> found = new ArrayList<>();
        found.add(new Component(ComponentKind.CMS, cms().slug(), "", cms().shown(), version(tree), TrustFacts.NONE));
        for (String slug : tree.folders("modules")) module(tree, slug, found);
        for (String slug : tree.folders("themes")) theme(tree, slug, found);
        return found;
    }

    private static @Nullable String version(Tree tree) throws IOException {
        String modern = Literals.first(CONSTANT, tree.head("src/Core/Version.php", LONGEST));
        if (modern != null) return modern;
        String kernel = Literals.first(CONSTANT, tree.head("app/AppKernel.php", LONGEST));
        return kernel != null ? kernel : Literals.first(DEFINED, tree.head("config/settings.inc.php", LONGEST));
    }

    private void module(Tree tree, String slug, List<Component> found) throws IOException {
        String folder = "modules/" + slug;
        String main = folder + "/" + slug + ".php";
        String php = tree.head(main, LONGEST);
        String xml = tree.head(folder + "/config.xml", LONGEST);
        if (php == null && xml == null) return;
        // The shop writes config.xml when a module is installed; what runs is the program.
        String version = Literals.first(PHP_VERSION, php);
        String name = Literals.first(XML_NAME, xml);
        found.add(new Component(
                ComponentKind.MODULE,
                Excerpt.of(slug, 200),
                folder,
                name == null ? Excerpt.of(slug, 200) : name,
                version == null ? Literals.first(XML_VERSION, xml) : version,
                TrustFacts.seen(
                        tree.changedAt(main), Literals.first(XML_AUTHOR, xml), null, null, markers.in(tree, folder))));
    }

    private void theme(Tree tree, String slug, List<Component> found) throws IOException {
        String folder = "themes/" + slug;
        String file = folder + "/config/theme.yml";
        String yml = tree.head(file, LONGEST);
        if (yml == null) return;
        String name = Literals.first(YML_NAME, yml);
        found.add(new Component(
                ComponentKind.THEME,
                Excerpt.of(slug, 200),
                folder,
                name == null ? Excerpt.of(slug, 200) : name,
                Literals.first(YML_VERSION, yml),
                TrustFacts.seen(tree.changedAt(file), null, null, null, markers.in(tree, folder))));
    }
}
