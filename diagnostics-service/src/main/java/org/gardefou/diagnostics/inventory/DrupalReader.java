package org.gardefou.diagnostics.inventory;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.redaction.Excerpt;

/** Drupal, 7 and from 8 on: by the info files of modules and themes. Those of Drupal itself are part of its own version. */
final class DrupalReader implements CmsReader {

    private static final int INFO = 16 * 1024;
    private static final int CORE = 64 * 1024;
    private static final Pattern VERSION_8 = Pattern.compile("const VERSION\\s*=\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern VERSION_7 =
            Pattern.compile("define\\(\\s*['\"]VERSION['\"]\\s*,\\s*['\"]([^'\"]+)['\"]");
    private static final Pattern NAME = Pattern.compile("(?m)^name\\s*[:=]\\s*['\"]?([^'\"\\r\\n]+)");
    private static final Pattern VERSION = Pattern.compile("(?m)^version\\s*[:=]\\s*['\"]?([^'\"\\r\\n]+)");

    private final Markers markers;

    DrupalReader(Markers markers) {
        this.markers = markers;
    }

    @Override
    public Cms cms() {
        return Cms.DRUPAL;
    }

    @Override
    public boolean recognises(Tree tree) throws IOException {
        return tree.has("core/lib/Drupal.php") || (tree.has("includes/bootstrap.inc") && tree.has("modules/system"));
    }

    @Override
    public List<Component> read(Tree tree) throws IOException {
        List<Component> found = new ArrayList<>();
        boolean seven = !tree.has("core/lib/Drupal.php");
        String version = seven
                ? Literals.first(VERSION_7, tree.head("includes/bootstrap.inc", CORE))
                : Literals.first(VERSION_8, tree.head("core/lib/Drupal.php", CORE));
        found.add(new Component(ComponentKind.CMS, cms().slug(), "", cms().shown(), version, TrustFacts.NONE));
        String end = seven ? ".info" : ".info.yml";
        for (String above : seven ? List.of("sites/all/") : List.of("", "sites/all/")) {
            under(tree, above + "modules", end, ComponentKind.MODULE, found);
            under(tree, above + "themes", end, ComponentKind.THEME, found);
        }
        return found;
    }

    private void under(Tree tree, String folder, String end, ComponentKind kind, List<Component> found)
            throws IOException {
        for (String name : tree.folders(folder)) {
            if (name.equals("contrib") || name.equals("custom")) {
                for (String one : tree.folders(folder + "/" + name))
                    info(tree, folder + "/" + name + "/" + one, one, end, kind, found);
            } else {
                info(tree, folder + "/" + name, name, end, kind, found);
            }
        }
    }

    private void info(Tree tree, String folder, String slug, String end, ComponentKind kind, List<Component> found)
            throws IOException {
        if (found.stream()
                .anyMatch(known -> known.kind() == kind && known.slug().equals(slug))) return;
        String file = folder + "/" + slug + end;
        String text = tree.head(file, INFO);
        if (text == null) return;
        String name = Literals.first(NAME, text);
        found.add(new Component(
                kind,
                Excerpt.of(slug, 200),
                folder,
                name == null ? Excerpt.of(slug, 200) : name,
                Literals.first(VERSION, text),
                TrustFacts.seen(tree.changedAt(file), null, null, null, markers.in(tree, folder))));
    }
}
