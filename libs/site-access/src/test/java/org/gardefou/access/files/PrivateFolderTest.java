package org.gardefou.access.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.host.Captured;
import org.gardefou.access.host.Command;
import org.gardefou.access.host.LocalHost;
import org.gardefou.access.host.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {
    private static final String NAME = ".restore-1";

    @TempDir
    Path folder;

    private Path home;
    private Path foreign;
    private LocalSiteFiles site;

    @BeforeEach
    void aSiteAndAForeignFolder() throws IOException {
        home = Files.createDirectories(folder.toRealPath().resolve("home"));
        foreign = Files.createDirectories(folder.toRealPath().resolve("foreign"));
        Files.writeString(foreign.resolve("secret"), "theirs");
        Files.writeString(Files.createDirectory(home.resolve("htdocs")).resolve("index.php"), "live");
        site = new LocalSiteFiles(home);
    }

    @Test
    void nobodyElseMayEnterAndOnlyOursIsOpenedAgain() throws IOException {
        Files.createSymbolicLink(home.resolve(NAME), foreign);
        try (PrivateFolder ours = site.createPrivate(NAME)) {
            ours.write("a", "0".getBytes(StandardCharsets.UTF_8), 0644);
            ours.write("a", "1".getBytes(StandardCharsets.UTF_8), 0644);
            ours.demandUntouched();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(NAME))))
                .isEqualTo("rwx------");
        try (PrivateFolder again = site.openPrivate(NAME)) {
            assertThat(again.files().text("a", 10)).isEqualTo("1");
        }
        assertThat(foreign.resolve("secret")).hasContent("theirs");
        fails(Reason.MISSING, () -> site.openPrivate("none"));
    }

    @Test
    void oneThingIsMovedToWhereNothingIsAndBack() throws IOException {
        try (PrivateFolder ours = site.createPrivate(NAME)) {
            Files.writeString(Path.of(ours.path(), "new"), "restored");

            fails(Reason.OTHER, () -> ours.moveIn("new", "htdocs/index.php"));
            fails(Reason.MISSING, () -> ours.moveIn("new", "htdocs/none/new"));
            fails(Reason.MISSING, () -> ours.moveIn("none", "htdocs/new"));
            assertThat(home.resolve("htdocs/index.php")).hasContent("live");
            ours.moveIn("new", "htdocs/new");
            assertThat(home.resolve("htdocs/new")).hasContent("restored");
            assertThat(ours.files().exists("new")).isFalse();

            // A link that stands in the way is a thing like others, and one that leads out is not followed
            Files.createSymbolicLink(Path.of(ours.path(), "taken"), foreign);
            fails(Reason.OTHER, () -> ours.moveOut("htdocs/new", "taken"));
            Files.createSymbolicLink(home.resolve("htdocs/out"), foreign);
            fails(Reason.OUTSIDE_ROOT, () -> ours.moveOut("htdocs/out/secret", "stolen"));
            ours.moveOut("htdocs/new", "new");
            assertThat(ours.files().text("new", 10)).isEqualTo("restored");
            assertThat(home.resolve("htdocs/new")).doesNotExist();
        }
        assertThat(foreign.resolve("secret")).hasContent("theirs");
    }

    @Test
    void aFolderInAGroupsFolderIsOursToo() throws Exception {
        LocalHost host = new LocalHost(folder.resolve("scratch"));
        host.run(Command.of("chmod", "2775", home.toString())).orThrow();
        try (PrivateFolder ours = site.createPrivate(NAME)) {
            ours.demandUntouched();
        }
    }

    @Test
    void whatIsDoneInItStaysInItWhereverItsNameLeads() throws Exception {
        try (PrivateFolder ours = site.createPrivate(NAME)) {
            ours.files().createDirectory("1");
            Files.move(home.resolve(NAME), home.resolve("aside"));
            Files.createSymbolicLink(home.resolve(NAME), foreign);

            // Our own code, and a command
            Files.writeString(Path.of(ours.path(), "1", "a"), "1");
            Captured said = new Captured(100);
            new LocalHost(folder.resolve("scratch"))
                    .run(Command.of("cp", "-a", ours.path() + "/1", ours.path() + "/2"))
                    .orThrow();
            new LocalHost(folder.resolve("scratch"))
                    .run(Command.of("ls", ours.path()).writing(Output.to(said)))
                    .orThrow();
            assertThat(said.text().split("\n", -1)).contains("1", "2");
            assertThat(home.resolve("aside/2/a")).hasContent("1");
            assertThat(ours.files().hazards("1", home + "/htdocs", 10)).isEmpty();
            assertThat(ours.files().list("", 10).entries()).hasSize(2);
            fails(Reason.SWAPPED, ours::demandUntouched);

            ours.files().deleteTree("1");
            assertThat(home.resolve("aside/1")).doesNotExist();
        }
        assertThat(foreign.toFile().list()).containsExactly("secret");
    }

    @Test
    void whatStandsInItsPlaceIsNotTakenForOurs() throws IOException {
        site.createPrivate(NAME).close();
        Files.delete(home.resolve(NAME));
        fails(Reason.MISSING, () -> site.openPrivate(NAME));

        Files.setPosixFilePermissions(foreign, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(home.resolve(NAME), foreign);
        fails(Reason.SWAPPED, () -> site.openPrivate(NAME));
        Files.delete(home.resolve(NAME));

        // A link within the site, to another folder of ours
        site.createPrivate(".restore-0").close();
        Files.createSymbolicLink(home.resolve(NAME), Path.of(".restore-0"));
        fails(Reason.SWAPPED, () -> site.openPrivate(NAME));
        Files.delete(home.resolve(NAME));

        Files.createDirectory(
                home.resolve(NAME), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        fails(Reason.SWAPPED, () -> site.openPrivate(NAME));
        Files.delete(home.resolve(NAME));

        Files.writeString(home.resolve(NAME), "a file");
        fails(Reason.SWAPPED, () -> site.openPrivate(NAME));
    }

    @Test
    void aTreeInItIsExchangedWithALiveOneInOneStepAndBack() throws IOException {
        try (PrivateFolder ours = site.createPrivate(NAME)) {
            ours.files().createDirectory("htdocs");
            Files.writeString(Path.of(ours.path(), "htdocs/index.php"), "restored");

            ours.exchange("htdocs", "htdocs");
            assertThat(site.text("htdocs/index.php", 100)).isEqualTo("restored");
            Files.move(home.resolve(NAME), home.resolve("aside"));
            ours.exchange("htdocs", "htdocs");
            assertThat(site.text("htdocs/index.php", 100)).isEqualTo("live");

            fails(Reason.MISSING, () -> ours.exchange("none", "htdocs"));
            fails(Reason.NOT_SUPPORTED, () -> ours.exchange("htdocs", "aside"));
            Files.createSymbolicLink(home.resolve("up"), Path.of(".."));
            fails(Reason.OUTSIDE_ROOT, () -> ours.exchange("htdocs", "up/foreign"));
            Optional<Path> elsewhere = anotherFileSystem();
            if (elsewhere.isPresent()) {
                Path other = Files.createTempDirectory(elsewhere.get(), "gardefou-");
                LocalSiteFiles everything = new LocalSiteFiles(Path.of("/"));
                try (PrivateFolder far = everything.createPrivate(other + "/far")) {
                    far.files().createDirectory("htdocs");
                    fails(Reason.CROSS_DEVICE, () -> far.exchange("htdocs", home + "/htdocs"));
                }
                everything.deleteTree(other.toString());
            }
        }
    }

    /** The tests may run on either of the two. */
    private Optional<Path> anotherFileSystem() throws IOException {
        for (Path place : List.of(Path.of("/dev/shm"), Path.of("/var/tmp"))) {
            if (Files.isWritable(place) && !Files.getFileStore(place).equals(Files.getFileStore(home))) {
                return Optional.of(place);
            }
        }
        return Optional.empty();
    }

    private static void fails(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FileAccessException.class, e -> assertThat(e.reason())
                .as(e.getMessage())
                .isEqualTo(reason));
    }
}
