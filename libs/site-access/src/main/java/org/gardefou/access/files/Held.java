package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.posix.Posix;

/**
 * A file held by a descriptor whose place was checked after it was opened. What is done through {@link #path} is done
 * to that very file: a customer who swaps a directory for a link in the meantime changes nothing.
 */
public final class Held implements AutoCloseable {
    private final int descriptor;
    private final Path place;

    private Held(int descriptor, Path place) {
        this.descriptor = descriptor;
        this.place = place;
    }

    /** Holds what {@code path} leads to, which must be below {@code root} (a real path). */
    static Held of(Path root, Path path, boolean directory) throws IOException {
        int descriptor = Posix.hold(path.toString(), directory);
        if (descriptor < 0) {
            throw failed(path, -descriptor);
        }
        try {
            Path place = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
            if (!place.startsWith(root)) {
                throw new FileAccessException(
                        Reason.OUTSIDE_ROOT, path + " leads out of " + root + "; it is left alone.");
            }
            return new Held(descriptor, place);
        } catch (IOException | RuntimeException e) {
            Posix.release(descriptor);
            throw e;
        }
    }

    static FileAccessException failed(Path path, int errno) {
        return switch (errno) {
            case Posix.ENOENT -> new FileAccessException(Reason.MISSING, "There is no " + path + ".");
            case Posix.ENOTDIR ->
                new FileAccessException(Reason.NOT_A_DIRECTORY, path + " is not a directory, or leads through a file.");
            case Posix.EACCES ->
                new FileAccessException(
                        Reason.NOT_PERMITTED, "We may not open " + path + "; give the service's user access to it.");
            case Posix.ELOOP -> new FileAccessException(Reason.OTHER, path + " goes through too many symbolic links.");
            default -> new FileAccessException(Reason.OTHER, path + " could not be opened: errno " + errno + ".");
        };
    }

    int descriptor() {
        return descriptor;
    }

    /** Where it is, links resolved. */
    Path place() {
        return place;
    }

    /** A path that leads to this very file, whatever becomes of its name: for us and the commands that run as us, while this is open. */
    public Path path() {
        return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
    }

    @Override
    public void close() {
        Posix.release(descriptor);
    }
}
