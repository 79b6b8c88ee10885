package org.gardefou.backup.destination;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
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
    public long size(File file) throws IOException {
        Path there = at(file);
        return Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS) ? Files.size(there) : -1;
    }

    @Override
    public InputStream read(File file, long from, long length) throws IOException {
        SeekableByteChannel channel =
                Files.newByteChannel(at(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        channel.position(from);
        InputStream rest = Channels.newInputStream(channel);
        return length < 0 ? rest : new Bounded(rest, length);
    }

    @Override
    public void write(File file, Path content) throws IOException {
        Path there = at(file);
        demandThere(file.repository());
        Files.createDirectories(there.getParent());
        // As restic names what it has not finished: it passes over such files.
        Path part = Files.createTempFile(there.getParent(), file.name() + "-tmp-", "");
        try {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--------"));
            Files.move(part, there, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void delete(File file) throws IOException {
        Files.deleteIfExists(at(file));
    }

    @Override
    public Map<String, Long> list(String repository, String folder) throws IOException {
        Path there = place.resolve(repository).resolve(folder);
        Map<String, Long> names = new TreeMap<>();
        if (!Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS)) return names;
        try (Stream<Path> all = Files.walk(there, File.hasFolders(folder) ? 2 : 1)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS))
                    names.put(one.getFileName().toString(), Files.size(one));
            }
        }
        return names;
    }

    private Path at(File file) {
        return place.resolve(file.repository()).resolve(file.path());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
