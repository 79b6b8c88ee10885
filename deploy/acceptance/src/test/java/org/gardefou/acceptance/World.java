package org.gardefou.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.gardefou.local.demo.Chronicle;
import org.gardefou.local.demo.Stage;
import org.gardefou.local.demo.Story;
import org.gardefou.local.site.Observation;
import org.gardefou.local.site.Ports;
import org.gardefou.local.site.WordPressSite;
import org.gardefou.local.token.TokenMint;
import org.jspecify.annotations.Nullable;

/** One running suite and one site for all tests, made when the first asks for them. */
final class World implements AutoCloseable {

    private final Path folder;
    private final RunningSuite suite;
    private final WordPressSite site;
    private final Stage stage;
    private @Nullable Story story;

    private World(Path folder, RunningSuite suite, WordPressSite site, Stage stage) {
        this.folder = folder;
        this.suite = suite;
        this.site = site;
        this.stage = stage;
    }

    static World begin() {
        try {
            Path folder = Files.createTempDirectory("gardefou-acceptance");
            // The web server's account must get through to the site.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            RunningSuite suite = RunningSuite.start(folder.resolve("home"));
            WordPressSite site = WordPressSite.in(folder.resolve("site"), Ports.free(), System.out::println);
            // A build that is cut off, or a suite that does not start, must not leave servers behind.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(suite, site), "acceptance-shutdown"));
            CompletableFuture<Void> ready = CompletableFuture.runAsync(suite::awaitReady);
            site.start();
            ready.join();
            Stage stage = new Stage(
                    suite.edge(),
                    TokenMint.in(suite.home().resolve("keys"), Clock.systemUTC()),
                    suite.home().resolve("secrets"),
                    site,
                    new Chronicle(System.out::println));
            return new World(folder, suite, site, stage);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    RunningSuite suite() {
        return suite;
    }

    WordPressSite site() {
        return site;
    }

    Stage stage() {
        return stage;
    }

    /** The story with its site registered and its contract made, which happens once. */
    Story story() {
        if (story == null) {
            story = Story.open(stage, Clock.systemUTC());
        }
        return story;
    }

    /** A site that works, known to work, with the plugin and one good restore point at least. */
    Story wellStory() {
        Story opened = story();
        opened.protection().policy();
        opened.protection().firstPoint();
        Observation seen = site.observe("/");
        if (seen.status() != 200 || !seen.shows(site.marker())) {
            site.heal();
        }
        return opened;
    }

    @Override
    public void close() {
        stop(suite, site);
        try {
            delete(folder);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static synchronized void stop(RunningSuite suite, WordPressSite site) {
        if (site.running()) {
            site.stop();
        }
        suite.close();
    }

    private static void delete(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
