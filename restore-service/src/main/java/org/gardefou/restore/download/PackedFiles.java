package org.gardefou.restore.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.restore.site.DataConfig;

/**
 * The folder of the packed files, which nobody else may look into. Each is named by its download; one in the making bears the name of its run
 * too, since a run that is taken for dead may still write.
 */
@ApplicationScoped
class PackedFiles {

    private static final String MAKING = ".part";
    private static final int LENGTH_OF_ID = 36;

    private final Path folder;

    PackedFiles(DataConfig own) {
        this.folder = own.directory().toAbsolutePath().resolve("downloads");
    }

    /** Where a download's file is. */
    Path of(UUID download) {
        return folder.resolve(download.toString());
    }

    /** Where a run makes one; nothing is there. */
    Path making(UUID download) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return folder.resolve(download + "." + UUID.randomUUID() + MAKING);
    }

    /** Sees to it that one that is made is on the disk to its last byte. */
    void force(Path part) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    /** Puts one in its place. */
    void made(UUID download, Path part) throws IOException {
        Files.move(part, of(download), StandardCopyOption.ATOMIC_MOVE);
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** All that is there, made or in the making. */
    List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toList());
        }
    }

    /** Whether it belongs to a download that still needs it. */
    static boolean needed(Path file, Set<UUID> preparing, Set<UUID> ready) {
        String name = file.getFileName().toString();
        // Nobody else puts anything there; what it may be is not ours to delete.
        if (name.length() < LENGTH_OF_ID) return true;
        UUID download = UUID.fromString(name.substring(0, LENGTH_OF_ID));
        return name.endsWith(MAKING) ? preparing.contains(download) : ready.contains(download);
    }
}
