package org.gardefou.local.site;

import java.nio.file.Path;

/**
 * Where everything of a site lies in its folder. What the customer sees is under {@code site}; what belongs to the
 * hoster is beside it, out of PHP's reach.
 */
record Layout(Path folder) {
    /** {@link org.gardefou.local.site.WordPressSite#destroy()} deletes only a folder that carries this file. */
    Path mark() {
        return folder.resolve(".gardefou-site");
    }

    Path site() {
        return folder.resolve("site");
    }

    Path documentRoot() {
        return site().resolve("htdocs");
    }

    Path log(String name) {
        return folder.resolve("log").resolve(name);
    }

    Path run(String name) {
        return folder.resolve("run").resolve(name);
    }

    Path mariadb() {
        return folder.resolve("mariadb");
    }

    Path data() {
        return mariadb().resolve("data");
    }

    Path databaseSocket() {
        return mariadb().resolve("mariadb.sock");
    }

    /** PHP's temporary folder: uploads on their way, unpacked plugins. */
    Path scratch() {
        return folder.resolve("scratch");
    }

    /** Secrets and the private copy; for the owner's eyes. */
    Path hidden(String name) {
        return folder.resolve("private").resolve(name);
    }
}
