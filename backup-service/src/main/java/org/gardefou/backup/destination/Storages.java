package org.gardefou.backup.destination;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the files of places. */
@ApplicationScoped
public class Storages {

    private final Openings openings;

    Storages(Openings openings) {
        this.openings = openings;
    }

    /** Whether the files of a place can be reached past restic: of those that are registered, and of folders. */
    public static boolean reaches(@Nullable Destination destination, String location) {
        return destination != null || location.startsWith("/");
    }

    /**
     * The files of the place where a repository lies.
     *
     * @param location of the repository, as restic takes it
     */
    public Storage open(@Nullable Destination destination, String location) throws IOException {
        if (destination == null) return new LocalStorage(parent(location));
        Opening opening = openings.of(destination, location);
        Place place = destination.place();
        return switch (place.kind()) {
            case LOCAL -> new LocalStorage(parent(location));
            case S3 -> new S3Storage(place.location(), opening.environment(), destination.region());
            case SFTP -> new SftpStorage(java.util.Objects.requireNonNull(opening.ssh()), place.folder());
            case REST -> new RestStorage(opening.location());
        };
    }

    /** The name of a repository below its place. */
    public static String nameOf(String location) {
        String path = location.replaceFirst("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Path parent(String location) {
        return Optional.ofNullable(Path.of(location).getParent())
                .orElseThrow(() -> new IllegalArgumentException("A repository lies in a folder"));
    }
}
