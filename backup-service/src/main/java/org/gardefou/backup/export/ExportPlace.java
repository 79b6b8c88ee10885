package org.gardefou.backup.export;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.backup.source.DataConfig;
import org.gardefou.restic.RepositoryAccess;
import org.gardefou.restic.RepositoryPassword;
import org.gardefou.restic.Restic;
import org.gardefou.restic.ResticRepository;
import org.jspecify.annotations.Nullable;

/** Where exports lie: a folder for each, that we alone may enter, with its repository in it. */
@ApplicationScoped
class ExportPlace {

    private static final FileAttribute<?> OURS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Copying stands back behind backups and visitors. */
    private static final int NICE = 10;

    private final Path root;
    private final Path cache;

    ExportPlace(ExportConfig config, DataConfig data) {
        Path own = data.directory().toAbsolutePath();
        this.root = config.directory().map(Path::toAbsolutePath).orElse(own.resolve("exports"));
        this.cache = own.resolve("cache");
    }

    /**
     * Makes the repository of an export, which opens with the customer's password, and with one of ours until it is filled.
     *
     * @return the name of the file of our key
     */
    String make(UUID export, RepositoryPassword theirs, RepositoryPassword working) throws IOException {
        Files.createDirectories(root, OURS);
        Files.createDirectory(root.resolve(export.toString()), OURS);
        ResticRepository repository = open(export, theirs);
        repository.init();
        Set<String> before = keys(export);
        repository.addKey(working);
        Set<String> added = keys(export);
        added.removeAll(before);
        if (added.size() != 1) throw new IOException("The repository of the export has not one new key but " + added);
        return added.iterator().next();
    }

    /** Opens it; nothing is looked at yet. */
    ResticRepository open(UUID export, RepositoryPassword password) {
        return Restic.find()
                .repository(RepositoryAccess.of(repository(export).toString(), password, cache)
                        .withNice(NICE));
    }

    Path repository(UUID export) {
        return root.resolve(export.toString()).resolve("repository");
    }

    /** Whether somebody has written data to it before. */
    boolean begun(UUID export) throws IOException {
        try (Stream<Path> files = Files.walk(repository(export).resolve("data"))) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    /** The names of the key files. */
    Set<String> keys(UUID export) throws IOException {
        try (Stream<Path> files = Files.list(repository(export).resolve("keys"))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * Takes our key away: from then on only the customer's password opens it.
     *
     * @throws IOException when theirs is not there, or another one is
     */
    void leaveTo(UUID export, @Nullable String workingKey) throws IOException {
        if (workingKey != null)
            Files.deleteIfExists(repository(export).resolve("keys").resolve(workingKey));
        Set<String> left = keys(export);
        if (left.size() != 1)
            throw new IOException("The repository of the export opens by not one key but " + left.size());
    }

    /** Bytes that lie there. */
    long bytes(UUID export) {
        long[] sum = {0};
        try {
            Files.walkFileTree(repository(export), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            return sum[0];
        }
        return sum[0];
    }

    /** Bytes of the disk that are free. */
    long free() throws IOException {
        Files.createDirectories(root, OURS);
        return Files.getFileStore(root).getUsableSpace();
    }

    /** Deletes all of it; keys first, so that what a crash leaves opens no more. */
    void delete(UUID export) throws IOException {
        Path folder = root.resolve(export.toString());
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return;
        deleteTree(repository(export).resolve("keys"));
        deleteTree(folder);
    }

    private static void deleteTree(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path one, @Nullable IOException e) throws IOException {
                    if (e != null) throw e;
                    Files.deleteIfExists(one);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Somebody else has deleted it.
        }
    }
}
