package org.gardefou.local.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Makes the copy equal to the site as it is now. */
    void take() throws IOException {
        Files.createDirectories(files());
        Files.deleteIfExists(dump());
        Mirror.make(layout.documentRoot(), files());
        Path whole = layout.hidden("copy").resolve("database.part");
        mariadb.dumpTo(whole);
        Files.move(whole, dump());
    }

    /** Whether a copy was taken to its end. */
    boolean exists() {
        return Files.exists(dump());
    }

    void bringBack() throws IOException {
        Mirror.make(files(), layout.documentRoot());
        mariadb.owner().load(dump());
    }

    private Path files() {
        return layout.hidden("copy").resolve("htdocs");
    }

    private Path dump() {
        return layout.hidden("copy").resolve("database.sql");
    }
}
