package org.gardefou.diagnostics.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gardefou.access.host.Host;
import org.gardefou.access.host.LocalHost;
import org.gardefou.diagnostics.site.Site.SitePlace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a file is, on a real file system: only root can give files to a customer. */
class OutOfReachTest {

    private static final int CUSTOMER = 4_242;

    private final Path folder;
    private final Path documentRoot;
    private final OutOfReach outOfReach;

    OutOfReachTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        documentRoot = Files.createDirectories(folder.resolve("site/htdocs"));
        Host host = new LocalHost(folder.resolve("scratch"));
        SitePlace place = new SitePlace(
                List.of("a.example"),
                "http://a.example/",
                folder.resolve("site").toString(),
                documentRoot.toString(),
                null,
                List.of(),
                List.of(),
                null);
        Instant now = Instant.parse("2026-11-23T10:00:00Z");
        outOfReach = OutOfReach.of(new Examination(
                new UUID(7, 1),
                place,
                host,
                host.files(place.root()),
                "htdocs",
                now,
                null,
                now,
                List.of(),
                List.of(),
                List.of(),
                false));
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
