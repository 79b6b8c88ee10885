package org.gardefou.local.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of the class path, unpacked once for each version. */
final class Binaries {

    private Binaries() {}

    /**
     * The unpacked programs; unpacks them when they are not there yet.
     *
     * @param cache where unpacked versions are kept; may be shared by several processes at once
     * @return a directory with {@code bin}, {@code lib} and {@code share}
     */
    static Path unpackedIn(Path cache) throws IOException {
        String archive = archive();
        var location = Binaries.class.getResource("/" + archive);
        if (location == null) {
            throw new IOException("There is no embedded PostgreSQL for this machine (" + System.getProperty("os.arch")
                    + "): set QUARKUS_DATASOURCE_JDBC_URL to use one of your own.");
        }
        Path unpacked = cache.resolve("postgresql-" + version(location.toString()));
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory(
                cache,
                "unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (InputStream packed = new XZInputStream(location.openStream())) {
            untar(packed, fresh);
        }
        // Another process may have been faster; its copy is as good as ours.
        try {
            Files.move(fresh, unpacked, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException faster) {
            delete(fresh);
        } catch (java.nio.file.FileSystemException cause) {
            delete(fresh);
            if (!Files.isDirectory(unpacked)) {
                throw cause;
            }
        }
        return unpacked;
    }

    private static String archive() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return arch.equals("aarch64") || arch.equals("arm64")
                ? "postgres-linux-arm_64.txz"
                : "postgres-linux-x86_64.txz";
    }

    /** The version in the name of the jar ({@code …-18.4.0.jar!/…}): a new jar is unpacked beside the old. */
    private static String version(String location) {
        int end = location.indexOf(".jar!");
        int start = location.lastIndexOf('-', end);
        return end > 0 && start > 0 ? location.substring(start + 1, end) : "unversioned";
    }

    private static void untar(InputStream packed, Path into) throws IOException {
        Process tar = new ProcessBuilder("tar", "-x", "--no-same-owner", "-C", into.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream out = tar.getOutputStream()) {
            packed.transferTo(out);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack PostgreSQL into " + into + "; is the disk full?");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while unpacking PostgreSQL.", stopped);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
