package org.gardefou.backup.destination;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Repositories in a folder. */
final class LocalStorage implements Storage {

    private static final Logger LOG = Logger.getLogger(LocalStorage.class);

    private final Path place;

    LocalStorage(Path place) {
        this.place = place;
    }

    @Override
    public void demandThere(String repository) throws IOException {
        Path there = place.resolve(repository);
        if (!Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) throw Storage.away(there.toString());
    }

    @Override
    public void deleteFolder(String repository) {
        try {
            Files.deleteIfExists(place.resolve(repository));
        } catch (IOException e) {
            LOG.infof("An empty folder stays at %s: %s", place.resolve(repository), e.getMessage());
        }
    }

    @Override
    public long count(String repository, String folder) throws IOException {
        Path there = place.resolve(repository).resolve(folder);
        if (!Files.isDirectory(place))
            throw new IOException("There is no folder " + place + ": see whether it is mounted");
        if (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) return 0;
        try (Stream<Path> all = Files.walk(there)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .count();
        }
    }

    @Override
    public void delete(String repository, String folder) throws IOException {
        if (!Files.isDirectory(place))
            throw new IOException("There is no folder " + place + ": see whether it is mounted");
        Path there = place.resolve(repository).resolve(folder);
        if (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) return;
        Files.walkFileTree(there, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) throw failure;
                if (!directory.equals(place.resolve(repository))) Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
