package org.gardefou.restic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a confined program can read, among customers who change what it walks through. */
class ConfinementTest {
    private static final String FOREIGN = "the password of another customer";
    private static final int FILES = 150;
    private static final int RUNS = 8;
    private static final int MOST_RUNS = 200;

    @TempDir
    Path folder;

    @BeforeEach
    void onAMachineThatCanConfine() {
        assumeThat(Restic.confinesBackups()).as("Landlock, setpriv and perl").isTrue();
    }

    @Test
    void aTrialThatDoesNotEndIsStoppedAndSaysNothing() {
        Duration asLong = Duration.ofMillis(300);
        String mark = "4711" + ProcessHandle.current().pid();

        assertThat(Confinement.Trial.of(List.of("sleep", mark), asLong)).isEqualTo(Confinement.Trial.UNKNOWN);

        await().atMost(Duration.ofSeconds(60)).until(() -> ProcessHandle.current()
                .descendants()
                .noneMatch(child -> child.info().commandLine().orElse("").contains(mark)));
        assertThat(Confinement.Trial.of(List.of("true"), Duration.ofSeconds(120)))
                .isEqualTo(Confinement.Trial.SUCCEEDED);
        assertThat(Confinement.Trial.of(List.of("false"), Duration.ofSeconds(120)))
                .isEqualTo(Confinement.Trial.FAILED);
        assertThat(Confinement.Trial.of(List.of("/nowhere/at/all"), asLong)).isEqualTo(Confinement.Trial.UNKNOWN);
    }

    @Test
    void theAuthoritiesOfTheEnvironmentCanBeReadAndWhatLiesBesideThemCannot() throws Exception {
        List<String> files = new ArrayList<>();
        for (String name : List.of("one/ca.pem", "first/a.pem", "second/b.pem", "third/c.pem")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
            files.add(file.toString());
        }
        Map<String, String> environment = Map.of(
                "SSL_CERT_FILE",
                files.get(0),
                "SSL_CERT_DIR",
                folder.resolve("first") + ":" + folder.resolve("second"));

        assertThat(readConfined(files, Confinement.authorities(environment)))
                .containsExactly("one/ca.pem", "first/a.pem", "second/b.pem");
        assertThat(readConfined(files, Confinement.authorities(Map.of()))).isEmpty();
    }

    /** With bounds and, to see that the race is one, without them. */
    @Test
    void aFolderThatIsSwappedForALinkWhileResticWalksLeadsItNowhere() throws Exception {
        Path site = Fixture.site(folder);
        Path swapped = many(site.resolve("htdocs/swapped"), "of this site");
        Path foreign = many(folder.resolve("foreign"), FOREIGN);
        ResticRepository repository = Fixture.repository(Restic.find(), folder);
        // In a repository of its own: what is in one already, restic takes from there.
        ResticRepository unbound = Fixture.repository(Restic.find(), Files.createDirectory(folder.resolve("unbound")))
                .using(CallOptions.defaults().withoutConfinement());
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger swaps = new AtomicInteger();
        Thread customer = Thread.ofPlatform().start(() -> {
            while (!over.get()) swap(swapped, foreign, swaps);
        });
        boolean led = false;
        try {
            for (int run = 0; run < RUNS; run++) {
                assertThat(stolen(repository, run)).as("run %d", run).isEmpty();
                led = led || !stolen(unbound, RUNS + run).isEmpty();
            }
            // That the race is one shows sooner or later.
            for (int run = 2 * RUNS; run < MOST_RUNS && !led; run++)
                led = !stolen(unbound, run).isEmpty();
        } finally {
            over.set(true);
            customer.join();
        }
        assertThat(led)
                .as("one of %d swaps led the unbound restic out", swaps.get())
                .isTrue();
    }

    private List<Path> stolen(ResticRepository repository, int run) throws IOException {
        Path restored = folder.resolve("restored-" + run);
        repository.restore(backUp(repository), RestoreRequest.everything(restored), ProgressListener.SILENT);
        return Fixture.files(restored).stream()
                .filter(file -> holds(file, FOREIGN))
                .toList();
    }

    private String backUp(ResticRepository repository) {
        try {
            return repository
                    .backup(BackupRequest.of(folder.resolve("site"), "host", "htdocs"), ProgressListener.SILENT)
                    .snapshotId();
        } catch (ResticException.BackupIncomplete e) {
            return e.summary().snapshotId();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void swap(Path swapped, Path foreign, AtomicInteger swaps) {
        Path aside = swapped.resolveSibling("aside");
        try {
            Files.move(swapped, aside);
            Files.createSymbolicLink(swapped, foreign);
            Thread.sleep(1);
            Files.delete(swapped);
            Files.move(aside, swapped);
            swaps.incrementAndGet();
            Thread.sleep(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path many(Path place, String text) throws IOException {
        Files.createDirectories(place);
        for (int i = 0; i < FILES; i++) Files.writeString(place.resolve("config-" + i + ".php"), text + " " + i);
        return place;
    }

    /** What each of the files holds that a program which may read that only can read. */
    private static List<String> readConfined(List<String> files, List<Path> readable) throws Exception {
        List<String> seen = new ArrayList<>();
        for (String file : files) {
            List<String> command = Confinement.ofThisMachine().orElseThrow().before(readable);
            command.add(Restic.onPath("cat").orElseThrow().toString());
            command.add(file);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() == 0) seen.add(text);
        }
        return seen;
    }
}
