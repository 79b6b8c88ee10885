package org.gardefou.diagnostics.inventory;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.gardefou.access.files.Entry;
import org.gardefou.diagnostics.component.ComponentKind;
import org.gardefou.diagnostics.inventory.TrustFacts.Checksum;
import org.gardefou.diagnostics.redaction.Excerpt;

/**
 * The files of WordPress and its plugins against the lists of what was released: changed, missing, and programs that no release has. Not
 * {@code wp-content}: the plugins and themes that come with WordPress are often taken out, and updated by themselves.
 */
final class Comparison {

    private static final int MOST_NAMED = 20;
    private static final int DEPTH = 12;
    private static final int VERSION_FILE = 16 * 1024;
    private static final Pattern LOCALE = Pattern.compile("\\$wp_local_package\\s*=\\s*['\"]([A-Za-z_]{2,20})['\"]");

    private final Tree tree;
    private final ChecksumLists lists;

    /** @param tree with a budget of its own: what comparing costs is not to make the look a partial one */
    Comparison(Tree tree, ChecksumLists lists) {
        this.tree = tree;
        this.lists = lists;
    }

    /** The same reading, its components with what was compared. */
    Reading of(Reading reading) throws IOException {
        if (reading.cms() != Cms.WORDPRESS) return reading;
        List<Component> compared = new ArrayList<>();
        for (Component one : reading.components()) compared.add(of(one));
        return new Reading(reading.state(), reading.cms(), List.copyOf(compared), reading.notes());
    }

    private Component of(Component one) throws IOException {
        String version = one.version();
        if (version == null) return one;
        if (one.kind() == ComponentKind.CMS) {
            String locale = Literals.first(LOCALE, tree.head("wp-includes/version.php", VERSION_FILE));
            return with(one, lists.core(version, locale == null ? "en_US" : locale), "");
        }
        // A plugin that is a single file has no folder of its own to be compared.
        if (one.kind() != ComponentKind.PLUGIN || one.path().endsWith(".php")) return one;
        return with(one, lists.plugin(one.slug(), version), one.path() + "/");
    }

    private Component with(Component one, Optional<Map<String, Set<String>>> list, String below) throws IOException {
        Checksum checksum = list.isEmpty() ? Checksum.NO_LIST : compared(list.get(), below);
        return new Component(
                one.kind(),
                one.slug(),
                one.path(),
                one.name(),
                one.version(),
                one.facts().with(checksum));
    }

    private Checksum compared(Map<String, Set<String>> list, String below) throws IOException {
        List<String> modified = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        for (Map.Entry<String, Set<String>> released : new TreeMap<>(list).entrySet()) {
            if (below.isEmpty() && released.getKey().startsWith("wp-content/")) continue;
            String path = below + released.getKey();
            switch (tree.compare(path, released.getValue())) {
                case SAME -> {}
                case OTHER -> modified.add(path);
                case MISSING -> missing.add(path);
                case NOT_READ -> {
                    return Checksum.NOT_COMPARED;
                }
            }
        }
        if (below.isEmpty()) {
            for (String name : tree.names("", ".php"))
                if (!list.containsKey(name) && !name.equals("wp-config.php")) unexpected.add(name);
            for (String folder : List.of("wp-admin", "wp-includes")) unexpected(folder, "", list, unexpected, DEPTH);
        } else {
            unexpected(below.substring(0, below.length() - 1), below, list, unexpected, DEPTH);
        }
        if (tree.isSpent()) return Checksum.NOT_COMPARED;
        return Checksum.of(named(modified), named(missing), named(unexpected));
    }

    /** Programs below a folder that the list does not have; no link is followed. */
    private void unexpected(
            String folder, String below, Map<String, Set<String>> list, List<String> unexpected, int depth)
            throws IOException {
        if (depth == 0) return;
        for (Entry entry : tree.list(folder)) {
            String path = folder + "/" + entry.name();
            if (entry.kind() == Entry.Kind.DIRECTORY) unexpected(path, below, list, unexpected, depth - 1);
            else if (entry.name().endsWith(".php") && !list.containsKey(path.substring(below.length())))
                unexpected.add(path);
        }
    }

    private static List<String> named(List<String> paths) {
        return paths.stream()
                .limit(MOST_NAMED)
                .map(path -> Excerpt.of(path, 300))
                .toList();
    }
}
