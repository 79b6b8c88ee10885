package org.gardefou.restore.preparation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.files.Slice;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Copies what the customer uploaded after the restore point into the restored tree, so that a restore does not lose it.
 * Only plain files that the restored tree does not have, and never what a server could run.
 */
@ApplicationScoped
class CarryOver {

    private static final int PIECE = 4 * 1024 * 1024;
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
            walk(place, place.at(tree), folder, carried);
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

    private void walk(Workplace place, Path tree, String folder, List<String> carried) throws IOException {
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
        for (Entry entry : listing.entries()) {
            if (carried.size() >= config.mostCarried()) return;
            String below = folder + "/" + entry.name();
            if (entry.kind() == Entry.Kind.DIRECTORY) {
                walk(place, tree, below, carried);
            } else if (entry.kind() == Entry.Kind.FILE && !code(entry.name())) {
                Path copy = tree.resolve(below);
                if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS) && room(tree, copy)) {
                    // Read and write as it was, execute never.
                    copy(files, entry, copy, 0666);
                    carried.add(below);
                }
            }
        }
    }

    /** Makes the folders above a copy; false where the restored tree has a link or a file in their place. */
    static boolean room(Path tree, Path copy) throws IOException {
        Path at = tree;
        Path parent = copy.getParent();
        if (parent == null) return false;
        for (Path name : tree.relativize(parent)) {
            at = at.resolve(name);
            if (Files.notExists(at, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        at, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            } else if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    /** @param bits of the permissions that it keeps */
    static void copy(SiteFiles files, Entry entry, Path copy, int bits) throws IOException {
        Path part = copy.resolveSibling("." + copy.getFileName() + ".gardefou");
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            while (true) {
                Slice slice = files.slice(entry.path(), at, PIECE);
                if (slice.bytes().length == 0) break;
                out.write(slice.bytes());
                at = slice.end();
            }
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.setPosixFilePermissions(part, permissions(entry.mode() & bits));
        Files.setLastModifiedTime(part, FileTime.from(entry.modified()));
        Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    static Set<java.nio.file.attribute.PosixFilePermission> permissions(int mode) {
        String letters = "rwxrwxrwx";
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 9; bit++) {
            text.append((mode & (0400 >> bit)) != 0 ? letters.charAt(bit) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }
}
