package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Copies what the customer uploaded after the restore point into the restored tree, so that a restore does not lose it.
 * Only plain files that the restored tree does not have, and never what a server could run.
 */
@ApplicationScoped
class CarryOver {

    private static final int LONGEST_FOLDER = 100_000;
    // Apache runs a.php.jpg too where a handler is added by extension, so every part of a name counts.
    private static final Set<String> CODE = Set.of(
            "php",
            "php3",
            "php4",
            "php5",
            "php7",
            "php8",
            "phtml",
            "phps",
            "pht",
            "phar",
            "cgi",
            "pl",
            "py",
            "rb",
            "sh",
            "asp",
            "aspx",
            "jsp",
            "so",
            "shtml",
            "exe",
            "htaccess",
            "htpasswd",
            "ini");

    private final PreparationConfig config;

    CarryOver(PreparationConfig config) {
        this.config = config;
    }

    /**
     * Copies; answers what was copied, below the document root.
     *
     * @param parts what comes back of the document root; null for all of it
     */
    List<String> run(Workplace place, String tree, @Nullable List<String> parts) throws IOException {
        List<String> carried = new ArrayList<>();
        for (String folder : Selection.common(folders(config), parts)) {
            walk(place, tree, folder, carried);
        }
        return List.copyOf(carried);
    }

    /** Whether a file that the restored tree does not have is kept. */
    boolean keeps(String below, Entry entry) {
        return entry.kind() == Entry.Kind.FILE
                && !code(entry.name())
                && folders(config).stream().anyMatch(folder -> Selection.within(below, folder));
    }

    /** The folders whose newer files are kept, below the document root. */
    static List<String> folders(PreparationConfig config) {
        return config.keepNewer().stream()
                .map(folder -> folder.replaceAll("^/+|/+$", ""))
                .toList();
    }

    static boolean code(String name) {
        if (name.startsWith(".")) return true;
        String[] parts = name.toLowerCase(Locale.ROOT).split("\\.");
        for (int i = 1; i < parts.length; i++) {
            if (CODE.contains(parts[i])) return true;
        }
        return false;
    }

    private void walk(Workplace place, String tree, String folder, List<String> carried) throws IOException {
        SiteFiles files = place.live();
        String live = place.target().documentRootBelow() + "/" + folder;
        SiteFiles.Listing listing;
        try {
            if (files.stat(live).kind() != Entry.Kind.DIRECTORY) return;
            listing = files.list(live, LONGEST_FOLDER);
        } catch (FileAccessException e) {
            // What vanished, or leads out of the site, is not an upload to keep.
            return;
        }
        Restored restored = Restored.at(place, tree, folder);
        for (Entry entry : listing.entries()) {
            if (carried.size() >= config.mostCarried()) return;
            String below = folder + "/" + entry.name();
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                walk(place, tree, below, carried);
            } else if (entry.kind() == Entry.Kind.FILE && !code(entry.name())) {
                if (!restored.has(entry.name()) && restored.room()) {
                    // Read and write as it was, execute never.
                    place.copyIn(entry, tree + "/" + below, entry.mode() & 0666);
                    carried.add(Workplace.shown(below));
                }
            }
        }
    }
}
