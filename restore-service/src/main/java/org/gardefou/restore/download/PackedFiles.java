package org.gardefou.restore.download;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.restore.site.DataConfig;

/** The folder of the packed files, which nobody else may look into. Each is named by its download; one in the making has an ending. */
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

    /** Where one is made; nothing is there. */
    Path making(UUID download) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        Path part = folder.resolve(download + MAKING);
        Files.deleteIfExists(part);
        return part;
    }

    /** Puts one in its place that is made, on the disk to its last byte. */
    void made(UUID download, Path part) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, of(download), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(UUID download) throws IOException {
        Files.deleteIfExists(of(download));
        Files.deleteIfExists(folder.resolve(download + MAKING));
    }

    long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** The downloads that a file is there of, made or in the making. */
    Set<UUID> all() throws IOException {
        if (!Files.isDirectory(folder)) return Set.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(MAKING, ""))
                    .filter(name -> name.length() == LENGTH_OF_ID)
                    .map(UUID::fromString)
                    .collect(Collectors.toSet());
        }
    }
}
