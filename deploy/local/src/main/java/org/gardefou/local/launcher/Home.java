package org.gardefou.local.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.local.process.PidFile;
import org.gardefou.local.process.PrivateFiles;

/** The directory in which a suite keeps all that it has, and nothing else. */
final class Home {

    /** Says that the directory is ours: only then is it ever wiped. */
    private static final String MARKER = ".garde-fou";

    private final Path directory;

    Home(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory at the first start. Others may pass through it, since the demo's servers run as other users. */
    Home create() throws IOException {
        if (Files.isDirectory(directory) && !isOurs() && !isEmpty()) {
            throw new Refusal(
                    directory + " holds something else: set GARDEFOU_HOME to a directory that is new or empty.");
        }
        try {
            Files.createDirectories(directory);
        } catch (java.nio.file.AccessDeniedException denied) {
            throw new Refusal(directory + " cannot be written: set GARDEFOU_HOME to a directory of yours.");
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path marker = directory.resolve(MARKER);
        if (!Files.exists(marker)) {
            Files.writeString(marker, "The data of Garde-fou. ./garde-fou reset wipes this directory.\n");
        }
        for (String name : new String[] {"run", "logs", "keys", "passwords", "secrets", "tokens"}) {
            PrivateFiles.directory(directory.resolve(name));
        }
        return this;
    }

    Path directory() {
        return directory;
    }

    Path run() {
        return directory.resolve("run");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path keys() {
        return directory.resolve("keys");
    }

    Path passwords() {
        return directory.resolve("passwords");
    }

    Path tokens() {
        return directory.resolve("tokens");
    }

    /** The secrets of one service, which it alone reads. */
    Path secrets(String service) throws IOException {
        return PrivateFiles.directory(directory.resolve("secrets").resolve(service));
    }

    /** The files of one service. */
    Path data(String service) throws IOException {
        return PrivateFiles.directory(directory.resolve("data").resolve(service));
    }

    /** The folders in which no site may be: everything of the suite, though not the demo's own site. */
    List<Path> suiteFolders() {
        return Stream.of(
                        "secrets",
                        "data",
                        "keys",
                        "passwords",
                        "tokens",
                        "run",
                        "logs",
                        "postgresql",
                        "kafka",
                        "binaries")
                .map(directory::resolve)
                .toList();
    }

    /** Made when everything is ready, removed when it stops. */
    Path readyFile() {
        return directory.resolve("run").resolve("ready");
    }

    /** The launcher that runs the suite of this home, if one does. */
    Optional<ProcessHandle> launcher() {
        return launcherPid().live();
    }

    PidFile launcherPid() {
        return new PidFile(run().resolve("launcher.pid"));
    }

    /** The right to run the suite; empty when another launcher has it. It ends with the process. */
    Optional<FileLock> lock() throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return Optional.ofNullable(channel.tryLock());
    }

    boolean isOurs() {
        return Files.exists(directory.resolve(MARKER));
    }

    /** Removes the directory with everything in it. */
    void wipe() throws IOException {
        if (!isOurs()) {
            throw new Refusal(directory + " is not a home of Garde-fou; nothing was removed.");
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private boolean isEmpty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }
}
