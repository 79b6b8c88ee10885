package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A copy of the whole site that nobody but us knows of: not a backup of Garde-fou, only the way back for a test that
 * wants a clean site again.
 */
final class PrivateCopy {
    private final Layout layout;
    private final MariaDb mariadb;

    PrivateCopy(Layout layout, MariaDb mariadb) {
        this.layout = layout;
        this.mariadb = mariadb;
    }

    /** Replaces the copy by the site as it is now; the former one stays until the new one is whole. */
    void take() throws IOException {
        Path fresh = layout.hidden("copy-new");
        Folders.delete(fresh);
        Files.createDirectories(fresh);
        copyTree(layout.documentRoot(), fresh.resolve("htdocs"));
        mariadb.dumpTo(fresh.resolve("database.sql"));
        Folders.delete(copy());
        Files.move(fresh, copy(), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean exists() {
        return Files.exists(copy().resolve("database.sql"));
    }

    void bringBack() throws IOException {
        Path healed = layout.site().resolve(".healed");
        Path broken = layout.site().resolve(".broken");
        Folders.delete(healed);
        Folders.delete(broken);
        copyTree(copy().resolve("htdocs"), healed);
        if (Files.exists(layout.documentRoot())) {
            Files.move(layout.documentRoot(), broken, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(healed, layout.documentRoot(), StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(broken);
        mariadb.owner().load(copy().resolve("database.sql"));
    }

    private Path copy() {
        return layout.hidden("copy");
    }

    /** cp keeps owners, permissions and times of the whole tree, and shares the blocks where the file system can. */
    private static void copyTree(Path from, Path to) {
        Command.of(List.of("cp", "-a", "--reflink=auto", "-T", "--", from.toString(), to.toString()))
                .orFail("Copying the site's files");
    }
}
