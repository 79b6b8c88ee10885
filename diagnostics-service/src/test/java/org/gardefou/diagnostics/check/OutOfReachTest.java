package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a file is, on a real file system: only root can give files to a customer. */
class OutOfReachTest {

    private static final int CUSTOMER = 4_242;
    private static final int ANOTHER = 4_343;

    private final Path folder;
    private final Path documentRoot;
    private final OutOfReach outOfReach;

    OutOfReachTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        documentRoot = Files.createDirectories(folder.resolve("site/htdocs"));
        outOfReach = OutOfReach.of(Examined.in(folder, null));
    }

    @BeforeEach
    void giveTheSiteToItsCustomer() throws IOException {
        assumeTrue(
                (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0, "Only root can give files away");
        give(folder.resolve("site"));
        give(documentRoot);
    }

    @Test
    void theServersOwnFilesAre() throws IOException {
        assertThat(outOfReach.holds(file("log/error.log", "rw-r--r--"))).isTrue();
        // What is missing in a folder of the server's only the server can make
        assertThat(outOfReach.holds(folder.resolve("log/none.pid").toString())).isTrue();
    }

    @Test
    void theCustomersAreNot() throws IOException {
        assertThat(outOfReach.holds(file("site/error.log", "rw-r--r--"))).isFalse();
        Path own = Path.of(file("log/own.log", "rw-r--r--"));
        give(own);
        assertThat(outOfReach.holds(own.toString())).isFalse();
    }

    @Test
    void norIsWhatEverybodyOrTheCustomersGroupCanWrite() throws IOException {
        assertThat(outOfReach.holds(file("log/open.log", "rw-rw-rw-"))).isFalse();
        Path shared = Path.of(file("log/shared.log", "rw-rw-r--"));
        assertThat(outOfReach.holds(shared.toString())).isTrue();
        Files.setAttribute(shared, "unix:gid", CUSTOMER);
        assertThat(outOfReach.holds(shared.toString())).isFalse();
    }

    @Test
    void inAFolderOfEverybodysOnlyWhatIsThereAndStays() throws IOException {
        String log = file("tmp/error.log", "rw-r--r--");
        Path shared = folder.resolve("tmp");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(outOfReach.holds(log)).isFalse();

        Files.setAttribute(shared, "unix:mode", 01777);
        assertThat(outOfReach.holds(log)).isTrue();
        assertThat(outOfReach.holds(shared.resolve("none.pid").toString())).isFalse();
    }

    @Test
    void aNameIsAsGoodAsThePlaceThatItLeadsTo() throws IOException {
        Path servers = Path.of(file("log/error.log", "rw-r--r--"));
        Path customers = Path.of(file("site/error.log", "rw-r--r--"));

        assertThat(outOfReach.holds(link("log/current", servers))).isTrue();
        assertThat(outOfReach.holds(link("log/astray", customers))).isFalse();
        assertThat(outOfReach.holds(link("site/current", servers))).isFalse();
    }

    /** Whatever account a site's programs run as: it need not be the owner of its files. */
    @Test
    void onlyWhatIsRootsInItsWholePathIsRoots() throws IOException {
        String roots = file("run/php.pid", "rw-r--r--");
        assertThat(outOfReach.isRoots(roots)).isTrue();
        // What is missing in a folder of root's only root can make
        assertThat(outOfReach.isRoots(folder.resolve("run/none.pid").toString()))
                .isTrue();
        assertThat(outOfReach.isRoots(file("run/open.pid", "rw-rw-rw-"))).isFalse();

        Path pool = Path.of(file("run/pool.pid", "rw-r--r--"));
        Files.setAttribute(pool, "unix:uid", ANOTHER);
        assertThat(outOfReach.holds(pool.toString())).isTrue();
        assertThat(outOfReach.isRoots(pool.toString())).isFalse();
        assertThat(outOfReach.isRoots(link("run/current", pool)))
                .as("a link to it")
                .isFalse();
        assertThat(outOfReach.isRoots(link("run/alias", Path.of(roots)))).isTrue();

        String within = file("pools/php.pid", "rw-r--r--");
        Files.setAttribute(folder.resolve("pools"), "unix:uid", ANOTHER);
        assertThat(outOfReach.isRoots(within)).as("in a folder of another's").isFalse();
        assertThat(outOfReach.isRoots(folder.resolve("pools/none.pid").toString()))
                .isFalse();
    }

    @Test
    void whereTheSitesUserIsNotKnownNothingIs() throws IOException {
        String log = file("log/error.log", "rw-r--r--");
        Files.setAttribute(documentRoot, "unix:uid", 0);

        assertThat(outOfReach.holds(log)).isFalse();
    }

    private String file(String name, String mode) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        return file.toString();
    }

    private String link(String name, Path target) throws IOException {
        Path link = folder.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target).toString();
    }

    private static void give(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", CUSTOMER);
        Files.setAttribute(path, "unix:gid", CUSTOMER);
    }
}
