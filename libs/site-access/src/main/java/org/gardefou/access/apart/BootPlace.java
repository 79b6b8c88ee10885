package org.gardefou.access.apart;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.gardefou.access.database.Credentials;
import org.gardefou.access.files.LocalSiteFiles;
import org.jspecify.annotations.Nullable;

/**
 * The throw-away place of one boot: the restored tree, the database's files, and our scripts. Nobody but us can enter it from outside.
 * It is removed at the end, and by the next boot where a crash kept it from that.
 */
public final class BootPlace implements AutoCloseable {

    private static final List<String> SCRIPTS = List.of("outside.sh", "inside.sh", "pre.php", "probe.php");

    private static final String OWNER = "owner";

    /** A Unix socket's path can have 107 bytes. */
    private static final int LONGEST_SOCKET = 107;

    private final Path all;
    private final Path place;

    private BootPlace(Path all, Path place) {
        this.all = all;
        this.place = place;
    }

    /** A new, empty one, whatever an earlier start of the same boot left. */
    public static BootPlace make(Path data, UUID boot) throws IOException {
        Path all = data.toAbsolutePath().resolve("boot");
        Files.createDirectories(all, mode("rwx------"));
        String id = boot.toString();
        BootPlace made = new BootPlace(all, all.resolve(id.substring(id.length() - 12)));
        made.close();
        Files.createDirectory(made.place, mode("rwx------"));
        Files.writeString(made.place.resolve(OWNER), ownerId(ProcessHandle.current()));
        for (String folder : List.of("db", "boot")) {
            Files.createDirectory(made.place.resolve(folder));
            Files.setPosixFilePermissions(made.place.resolve(folder), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String script : SCRIPTS) made.script(script);
        return made;
    }

    /** Removes what boots left that are not at work any more, here or in another process that shares the folder. */
    public static void sweep(Path data, Set<UUID> atWork) throws IOException {
        Path all = data.toAbsolutePath().resolve("boot");
        if (!Files.isDirectory(all)) return;
        Set<String> kept = new HashSet<>();
        atWork.forEach(
                boot -> kept.add(boot.toString().substring(boot.toString().length() - 12)));
        try (Stream<Path> places = Files.list(all)) {
            for (Path place : places.toList()) {
                boolean mine = kept.contains(String.valueOf(place.getFileName()));
                if (!mine && !ofAnother(place)) new BootPlace(all, place).close();
            }
        }
    }

    private static boolean ofAnother(Path place) throws IOException {
        Path owner = place.resolve(OWNER);
        if (!Files.isRegularFile(owner, LinkOption.NOFOLLOW_LINKS)) return false;
        String id = Files.readString(owner);
        return !id.equals(ownerId(ProcessHandle.current()))
                && ProcessHandle.allProcesses().anyMatch(process -> id.equals(ownerId(process)));
    }

    /** The number of a process is given again; not with the same start. */
    private static String ownerId(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("");
    }

    private void script(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                BootPlace.class.getResourceAsStream(name), "The script " + name + " is part of the library")) {
            Files.copy(in, place.resolve("boot").resolve(name));
        }
        readable(place.resolve("boot").resolve(name));
    }

    /**
     * What stands before the site's own settings.
     *
     * @param database with whose eyes WordPress sees its database; null: its own settings stand
     */
    public void settings(ObjectMapper json, boolean wordPress, @Nullable Credentials database) throws IOException {
        Map<String, Object> settings = new HashMap<>();
        settings.put("wordPress", wordPress);
        settings.put("user", database == null ? null : database.user());
        settings.put("password", database == null ? null : database.password());
        settings(json.writeValueAsBytes(settings));
    }

    /** What only the boot can read. */
    void settings(byte[] json) throws IOException {
        Files.write(place.resolve("boot/settings.json"), json);
        readable(place.resolve("boot/settings.json"));
    }

    private static void readable(Path file) throws IOException {
        // The folder around it is closed to everybody outside.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Where all of it is. */
    public Path path() {
        return place;
    }

    /** Where the point is restored to; not there yet. */
    public Path tree() {
        return place.resolve("tree");
    }

    /** The folder of the database server. */
    public Path database() {
        return place.resolve("db");
    }

    /** The database server's. */
    public Path socket() {
        return place.resolve("db/s");
    }

    /** Whether the path of PostgreSQL's is short enough for the kernel. */
    public boolean postgresSocketFits() {
        return database().resolve(".s.PGSQL.5432").toString().length() <= LONGEST_SOCKET;
    }

    /** By which programs the namespaces are to make and start a PostgreSQL server. */
    void postgres(Path programs) throws IOException {
        Path file = place.resolve("boot/postgres");
        Files.writeString(file, programs.toString());
        readable(file);
    }

    /** Whether the path of that is short enough for the kernel. */
    public boolean socketFits() {
        return socket().toString().length() <= LONGEST_SOCKET;
    }

    /** The document root within the tree: where it lay, or else the only folder that is not ours; no link is followed. */
    public Optional<Path> documentRoot(Path lay) throws IOException {
        Path at = tree();
        boolean there = true;
        for (Path name : lay) {
            at = at.resolve(name);
            there &= Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
        }
        if (there) return Optional.of(lay);
        try (Stream<Path> folders = Files.list(tree())) {
            List<Path> others = folders.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .filter(folder -> !String.valueOf(folder.getFileName()).startsWith(".gardefou-"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
            return others.size() == 1 ? Optional.of(tree().relativize(others.getFirst())) : Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            new LocalSiteFiles(all).deleteTree(String.valueOf(place.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException("What a boot left cannot be removed: " + place, e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String letters) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(letters));
    }
}
