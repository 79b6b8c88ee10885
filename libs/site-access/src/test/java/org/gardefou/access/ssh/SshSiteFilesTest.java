package org.gardefou.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gardefou.access.files.Entry;
import org.gardefou.access.files.FileAccessException;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.files.Hazard;
import org.gardefou.access.files.LocalSiteFiles;
import org.gardefou.access.files.PrivateFolder;
import org.gardefou.access.files.SiteFiles;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.Input;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.log.LogReader;
import org.gardefou.access.log.LogReading;
import org.gardefou.access.ssh.SshPrivateFolder.Unpacked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over SSH, held against the same files looked at here. */
class SshSiteFilesTest {
    private static final String NAME = ".restore-1";

    @TempDir
    static Path machine;

    @TempDir
    Path folder;

    private static Sshd sshd;
    private static SshHost host;

    private Path home;
    private Path foreign;
    private SiteFiles far;
    private SiteFiles here;

    @BeforeAll
    static void start() throws IOException {
        sshd = new Sshd(machine);
        host = new SshHost("web-2", sshd.access());
    }

    @AfterAll
    static void stop() {
        host.close();
        sshd.close();
    }

    @BeforeEach
    void aHostileSite() throws Exception {
        assumeTrue(Sshd.user().equals("root"), "devices are made by root");
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        foreign = Files.createDirectories(folder.toRealPath().resolve("foreign"));
        Files.writeString(foreign.resolve("secret"), "theirs");
        sh(home, """
                mkdir -p htdocs/a/b htdocs/wp; printf live >htdocs/index.php
                printf x >htdocs/a/root; chmod 4755 htdocs/a/root; printf y >htdocs/a/group; chmod 2755 htdocs/a/group
                mkfifo htdocs/a/pipe; mknod htdocs/a/null c 1 3
                ln -s ../../etc/passwd htdocs/out; ln -s /etc htdocs/etc; ln -s a htdocs/in; ln -s in/root htdocs/through
                ln -s /srv/site/htdocs/a htdocs/lives; ln -s ../htdocs/a htdocs/round; ln -s loop htdocs/loop
                ln -s etc/../in htdocs/up1; ln -s /srv/site/htdocs/etc/../in htdocs/up2; ln -s /srv/site/htdocs/a/../in htdocs/up3
                ln htdocs/index.php twice; printf 1 >htdocs/b1; ln htdocs/b1 htdocs/b2
                printf z >"htdocs/$(printf 'caf\\351')"; printf z >'htdocs/a '\\''"$(x)
                *'; touch -d 2020-02-02T02:02:02.123456789Z htdocs/b1
                """);
        far = host.files(home.toString());
        here = new LocalSiteFiles(home);
    }

    @Test
    void aLogIsFollowedThroughItsRotation() throws Exception {
        String line = "[22-Nov-2026 18:00:0%d UTC] PHP Notice:  entry\n";
        Path log = home.resolve("php.log");
        Files.writeString(log, line.formatted(1));
        List<String> found = new ArrayList<>();
        LogReader reader = new LogReader(
                far,
                ZoneOffset.UTC,
                Clock.systemUTC(),
                (bytes, from, to) -> from < to ? from : -1,
                record -> found.add(record.raw()));

        LogReading.Read first = (LogReading.Read) reader.follow("php.log", null, 1_000_000);
        Files.writeString(log, line.formatted(2), StandardOpenOption.APPEND);
        sh(home, "gzip -c php.log >php.log.1.gz; rm php.log");
        Files.writeString(log, line.formatted(3));
        LogReading.Read second = (LogReading.Read) reader.follow("php.log", first.end(), 1_000_000);

        assertThat(second.complete()).isTrue();
        assertThat(found).map(text -> text.charAt(20)).containsExactly('1', '2', '3');
        assertThat(reader.follow("none.log", null, 1_000_000)).isInstanceOf(LogReading.Unreadable.class);
    }

    @Test
    void whatIsSeenThereIsWhatIsSeenHere() throws IOException {
        assertThat(hazards(far)).isEqualTo(hazards(here)).hasSizeGreaterThan(6);
        // And of .. behind a link, where that leads
        assertThat(hazards(far))
                .extracting(Hazard::path)
                .contains("htdocs/up1", "htdocs/up2")
                .doesNotContain("htdocs/up3");
        for (String name : List.of("", "htdocs", "htdocs/b1", "htdocs/out", "htdocs/a/pipe", "htdocs/in/root")) {
            assertThat(facts(far.stat(name))).isEqualTo(facts(here.stat(name)));
        }
        List<Entry> seen = far.list("htdocs", 100).entries();
        assertThat(seen).hasSameSizeAs(here.list("htdocs", 100).entries());
        assertThat(far.list("htdocs", 2).cut()).isTrue();
        // A name that is no text is asked for as it was told
        Entry coffee = seen.stream()
                .filter(one -> one.path().startsWith("htdocs/caf"))
                .findFirst()
                .orElseThrow();
        assertThat(far.text(coffee.path(), 10)).isEqualTo("z");
        assertThat(far.slice("htdocs/index.php", -2, 10).bytes()).isEqualTo("ve".getBytes(StandardCharsets.UTF_8));
        assertThat(far.freeSpace("").total()).isEqualTo(here.freeSpace("").total());
        assertThat(far.exists("htdocs/none")).isFalse();
        for (String wrong : List.of("htdocs/etc/passwd", "../foreign", "none", "htdocs/index.php/x", "htdocs/a")) {
            assertThat(reason(() -> far.head(wrong, 10))).isEqualTo(reason(() -> here.head(wrong, 10)));
        }
    }

    @Test
    void ourFolderIsHeldWhateverTheCustomerPutsInItsPlace() throws Exception {
        Files.createSymbolicLink(home.resolve(NAME), foreign);
        try (PrivateFolder ours = far.createPrivate(NAME)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(NAME))))
                    .isEqualTo("rwx------");
            ours.createDirectory("tree", 0755);
            ours.copyIn(far.stat("htdocs/b1"), "tree/copied", 0640);
            assertThat(facts(ours.files().stat("tree/copied"))).contains("2020-02-02T02:02:02.123456789Z", " 416 ");
            byte[] content = {0, '\n', -1, 'x'};
            ours.write("tree/small", content, 0644);
            ours.write("tree/small", content, 0640);
            assertThat(ours.files().head("tree/small", 10).bytes()).isEqualTo(content);
            assertThat(facts(ours.files().stat("tree/small"))).contains(" 416 ");
            assertThat(reason(() -> ours.write("../foreign/secret", content, 0644)))
                    .isEqualTo(Reason.OUTSIDE_ROOT);
            ours.createLink("tree/link", "/etc/passwd");
            assertThat(reason(() -> ours.permit("tree/link", 0777))).isEqualTo(Reason.NOT_A_DIRECTORY);
            assertThat(reason(() -> ours.createDirectory("tree", 0755))).isEqualTo(Reason.OTHER);

            assertThat(reason(() -> ours.moveIn("tree/copied", "htdocs/index.php")))
                    .isEqualTo(Reason.OTHER);
            ours.moveIn("tree/copied", "htdocs/new");
            ours.moveOut("htdocs/new", "tree/copied");
            assertThat(reason(() -> ours.moveOut("htdocs/etc/passwd", "tree/stolen")))
                    .isEqualTo(Reason.OUTSIDE_ROOT);
            ours.exchange("tree", "htdocs");
            assertThat(home.resolve("htdocs/copied")).exists();
            ours.exchange("tree", "htdocs");
            assertThat(home.resolve("htdocs/index.php")).hasContent("live");

            // When the customer moves it away and puts a link in its place
            Files.move(home.resolve(NAME), home.resolve("moved"));
            Files.createSymbolicLink(home.resolve(NAME), foreign);
            assertThat(reason(ours::demandUntouched)).isEqualTo(Reason.SWAPPED);
            assertThat(reason(() -> far.openPrivate(NAME))).isEqualTo(Reason.SWAPPED);
            ours.files().deleteTree("tree");
            assertThat(home.resolve("moved")).isEmptyDirectory();
        }
        far.deleteTree(NAME);
        assertThat(foreign.resolve("secret")).hasContent("theirs");
    }

    @Test
    void anArchiveIsUnpackedAndHeldAgainstWhatItShouldBe() throws Exception {
        Path archive = folder.resolve("archive");
        sh(home, "tar -c --format=posix -f ../archive htdocs/b1 htdocs/a htdocs/in");
        try (SshPrivateFolder ours = (SshPrivateFolder) far.createPrivate(NAME)) {
            ours.createDirectory("1", 0700);
            ours.unpack("1", Input.of(archive), Duration.ofMinutes(1));
            Instant then = Instant.parse("2021-03-04T05:06:07.000000089Z");
            assertThat(ours.settle(
                            "1",
                            List.of(
                                    new Unpacked("/htdocs/b1", Entry.Kind.FILE, 1, then),
                                    new Unpacked("/htdocs/a/root", Entry.Kind.FILE, 7, then),
                                    new Unpacked("/htdocs/a/pipe", null, 0, then),
                                    new Unpacked("/htdocs/gone", Entry.Kind.FILE, 0, then),
                                    new Unpacked("/htdocs/in", Entry.Kind.LINK, 0, then),
                                    new Unpacked("/htdocs/a", Entry.Kind.DIRECTORY, 0, then))))
                    .containsExactly("/htdocs/a/root", "/htdocs/gone");
            assertThat(ours.files().stat("1/htdocs/b1").modified()).isEqualTo(then);
            assertThat(ours.files().stat("1/htdocs/in").modified()).isEqualTo(then);
            assertThat(ours.files().stat("1/htdocs/a").modified()).isEqualTo(then);
            assertThat(ours.files().exists("1/htdocs/a/pipe")).isFalse();

            // And when the connection is cut, that is what is said, and the next question finds its way
            sshd.cut();
            assertThat(catchThrowableOfType(
                                    SshException.class, () -> ours.files().stat("1"))
                            .reason())
                    .isEqualTo(SshException.Reason.LOST);
        }
        assertThat(far.stat("htdocs").kind()).isEqualTo(Entry.Kind.DIRECTORY);
    }

    private static List<Hazard> hazards(SiteFiles files) throws IOException {
        return files.hazards("htdocs", "/srv/site/htdocs", 100).stream()
                .sorted(Comparator.comparing(Hazard::toString))
                .toList();
    }

    /** All but the identity, whose device each side writes in its own way. */
    private static String facts(Entry one) {
        return "%s %s %d %s %d %d %d %d %s %s"
                .formatted(
                        one.path(),
                        one.kind(),
                        one.size(),
                        one.modified(),
                        one.mode(),
                        one.owner(),
                        one.group(),
                        one.names(),
                        one.identity().replaceFirst(".*:", ""),
                        one.target());
    }

    private static Reason reason(ThrowingCallable call) {
        return catchThrowableOfType(FileAccessException.class, call).reason();
    }

    private void sh(Path where, String script) throws IOException {
        new LocalHost(folder.resolve("scratch"))
                .run(Command.of("sh", "-c", script).in(where.toString()))
                .orThrow();
    }
}
