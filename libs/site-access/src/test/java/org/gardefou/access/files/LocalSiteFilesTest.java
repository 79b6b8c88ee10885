package org.gardefou.access.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.LocalHost;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSiteFilesTest {
    @TempDir
    Path folder;

    private Path home;
    private LocalSiteFiles files;

    LocalSiteFilesTest() {
        home = Path.of("/");
        files = new LocalSiteFiles(home);
    }

    @BeforeEach
    void aSite() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.createDirectories(home.resolve("htdocs/wp-content"));
        Files.writeString(home.resolve("htdocs/index.php"), "<?php echo 'é';");
        Files.writeString(folder.resolve("secret"), "theirs");
        files = new LocalSiteFiles(home);
    }

    @Test
    void anOrdinaryFileIsReadByRelativeAndAbsolutePathAndThroughLinksThatStayInside() throws IOException {
        Files.createSymbolicLink(home.resolve("current"), Path.of("htdocs"));
        Files.createSymbolicLink(home.resolve("absolute"), home.resolve("htdocs"));

        for (String path :
                List.of("htdocs/index.php", home + "/htdocs/index.php", "current/index.php", "absolute/index.php")) {
            assertThat(files.text(path, 100)).isEqualTo("<?php echo 'é';");
        }
        assertThat(files.resolve("current/index.php")).isEqualTo(home.toRealPath() + "/htdocs/index.php");
        assertThat(files.stat("current"))
                .extracting(Entry::kind, Entry::target)
                .containsExactly(Entry.Kind.LINK, "htdocs");
        assertThat(files.exists("current/none.php")).isFalse();
        assertThat(files.freeSpace("htdocs").usable()).isPositive();
        assertThat(files.list("htdocs", 10).entries())
                .extracting(Entry::name)
                .containsExactly("index.php", "wp-content");
        assertThat(files.list("htdocs", 1).cut()).isTrue();
    }

    @Test
    void nothingLeadsOut() throws IOException {
        Files.createSymbolicLink(home.resolve("out"), folder.resolve("secret"));
        Files.createSymbolicLink(home.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(home.resolve("loop"), Path.of("loop"));

        for (String path :
                List.of("out", "up/secret", "../secret", "htdocs/../../secret", folder + "/secret", "/etc/passwd")) {
            fails(Reason.OUTSIDE_ROOT, () -> files.text(path, 100));
        }
        fails(Reason.OUTSIDE_ROOT, () -> files.list("up", 10));
        fails(Reason.OUTSIDE_ROOT, () -> files.deleteTree("up/home"));
        fails(Reason.OUTSIDE_ROOT, () -> files.createPrivate("up/new"));
        fails(Reason.OUTSIDE_ROOT, () -> files.createDirectory("up/new"));
        fails(Reason.OUTSIDE_ROOT, () -> files.deleteTree(""));
        fails(Reason.OTHER, () -> files.text("loop", 100));
        fails(Reason.MISSING, () -> files.text("a\0b", 100));
        assertThat(folder.resolve("secret")).hasContent("theirs");
    }

    @Test
    void whatIsNoOrdinaryFileIsNotOpened() throws Exception {
        try (var ignored = fifo("htdocs/pipe")) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(60), () -> fails(Reason.NOT_A_FILE, () -> files.text("htdocs/pipe", 100)));
        }
        fails(Reason.NOT_A_FILE, () -> files.text("htdocs", 100));
        fails(Reason.OTHER, () -> files.text("htdocs/index.php", 3));
        assertThat(files.head("htdocs/index.php", 5).bytes()).hasSize(5);
        assertThat(files.slice("htdocs/index.php", -3, 10))
                .extracting(Slice::offset, Slice::end)
                .containsExactly(13L, 16L);
    }

    @Test
    void aLinkOfTheCustomersInThePlaceOfTheirRootIsNotFollowed() throws Exception {
        // Given a customer's folder with a site in it, another's, and a link of ours to the first
        Path owned = Files.createDirectory(folder.toRealPath().resolve("bob"));
        Path root = Files.createDirectory(owned.resolve("shop"));
        Files.writeString(root.resolve("index.php"), "bob's");
        Path foreign = Files.createDirectory(folder.toRealPath().resolve("alice"));
        Files.writeString(foreign.resolve("index.php"), "alice's");
        Path ours = Files.createSymbolicLink(folder.toRealPath().resolve("link"), Path.of("bob"));
        int nobody = 65534;
        try {
            Files.setAttribute(owned, "unix:uid", nobody);
        } catch (IOException e) {
            Assumptions.abort("only root gives a folder away");
        }
        // Then a link that only we can have put is followed
        try (Held held = new LocalSiteFiles(ours.resolve("shop")).holdRoot()) {
            assertThat(held.path().resolve("index.php")).hasContent("bob's");
            // And what is held stays, whatever is put in the place of its name
            Files.move(root, owned.resolve("aside"));
            Files.createSymbolicLink(root, foreign);
            assertThat(held.path().resolve("index.php")).hasContent("bob's");
        }
        // But not one that the customer can have put
        LocalSiteFiles led = new LocalSiteFiles(root);
        fails(Reason.OUTSIDE_ROOT, () -> led.text("index.php", 100));
        fails(Reason.OUTSIDE_ROOT, () -> led.createPrivate(".ours"));
        fails(Reason.OUTSIDE_ROOT, led::holdRoot);
        fails(Reason.OUTSIDE_ROOT, () -> new LocalSiteFiles(ours.resolve("shop")).list("", 10));
        assertThat(foreign.toFile().list()).containsExactly("index.php");
    }

    @Test
    void aTreeIsDeletedWithoutFollowingLinksHoweverDeepItIs() throws IOException {
        Path keep = Files.createDirectory(home.resolve("keep"));
        Files.writeString(keep.resolve("me"), "kept");
        Path deep = Files.createDirectory(home.resolve("old"));
        Files.createSymbolicLink(deep.resolve("link"), keep);
        for (int i = 0; i < 350; i++) {
            deep = Files.createDirectory(deep.resolve("d" + i));
        }
        Files.writeString(deep.resolve("bottom"), "x");

        files.deleteTree("old");
        files.deleteTree("old");

        assertThat(home.resolve("keep/me")).hasContent("kept");
        assertThat(files.list("", 10).entries()).extracting(Entry::path).containsExactly("htdocs", "keep");
        Files.createSymbolicLink(home.resolve("alias"), keep);
        files.deleteTree("alias");
        assertThat(home.resolve("keep/me")).hasContent("kept");
    }

    @Test
    void aScanFindsWhatMustNotGoLive() throws Exception {
        // Given a tree restored beside the live one
        Path tree = Files.createDirectories(home.resolve(".restore/htdocs"));
        Files.writeString(tree.resolve("ok.php"), "x");
        Files.writeString(tree.resolve("su"), "x");
        Files.setAttribute(tree.resolve("su"), "unix:mode", 0104755);
        Files.createDirectory(tree.resolve("sub"));
        Files.createSymbolicLink(tree.resolve("sub/inside"), Path.of("../ok.php"));
        Files.createSymbolicLink(tree.resolve("live"), home.resolve("htdocs/ok.php"));
        Files.createSymbolicLink(tree.resolve("etc"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(tree.resolve("above"), Path.of("../../other"));
        Files.createSymbolicLink(tree.resolve("chained"), Path.of("etc/x"));
        Files.createSymbolicLink(tree.resolve("behind"), Path.of(home + "/htdocs/etc/../ok.php"));
        Files.createLink(tree.resolve("hard"), folder.resolve("secret"));
        Files.createLink(tree.resolve("twin"), tree.resolve("ok.php"));

        try (var ignored = fifo(".restore/htdocs/pipe")) {
            List<Hazard> found = files.hazards(".restore/htdocs", home + "/htdocs", 100);

            assertThat(found)
                    .extracting(hazard -> hazard.kind() + " " + hazard.path().substring(".restore/htdocs/".length()))
                    .containsExactlyInAnyOrder(
                            "SETUID su",
                            "LINK_OUT etc",
                            "LINK_OUT above",
                            "LINK_OUT chained",
                            "LINK_OUT behind",
                            "HARD_LINK_OUT hard",
                            "FIFO pipe");
            assertThat(files.hazards(".restore/htdocs", home + "/htdocs", 2)).hasSize(2);
        }
    }

    private AutoCloseable fifo(String path) throws IOException {
        new LocalHost(folder.resolve("scratch"))
                .run(Command.of("mkfifo", home.resolve(path).toString()))
                .orThrow();
        return () -> Files.delete(home.resolve(path));
    }

    private static void fails(Reason reason, ThrowingCallable what) {
        assertThatThrownBy(what)
                .asInstanceOf(type(FileAccessException.class))
                .extracting(FileAccessException::reason)
                .isEqualTo(reason);
    }
}
