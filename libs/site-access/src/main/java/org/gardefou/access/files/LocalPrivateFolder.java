package org.gardefou.access.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.posix.Posix;

/** A private folder of this machine, held by a descriptor. */
final class LocalPrivateFolder implements PrivateFolder {
    private static final int OTHERS = 0077;
    private static final int PIECE = 4 * 1024 * 1024;

    private final LocalSiteFiles outside;
    private final Path name;
    private final Held held;
    private final String identity;

    private LocalPrivateFolder(LocalSiteFiles outside, Path name, Held held, String identity) {
        this.outside = outside;
        this.name = name;
        this.held = held;
        this.identity = identity;
    }

    static LocalPrivateFolder open(LocalSiteFiles outside, Path name) throws IOException {
        try (Held parent = outside.parent(name)) {
            Path place = parent.place().resolve(name.getFileName());
            Held held = Held.of(parent.place(), parent.path().resolve(name.getFileName()), true);
            try {
                UnixFacts facts = UnixFacts.of(held.path());
                // A link was followed when the folder is not where its name says; then it is not the one that we made.
                if (!held.place().equals(place)
                        || (facts.mode() & OTHERS) != 0
                        || facts.owner() != UnixFacts.of(Path.of("/proc/self")).owner()) {
                    throw swapped(name);
                }
                return new LocalPrivateFolder(outside, name, held, facts.identity());
            } catch (IOException | RuntimeException e) {
                held.close();
                throw e;
            }
        } catch (FileAccessException e) {
            throw e.reason() == Reason.OUTSIDE_ROOT || e.reason() == Reason.NOT_A_DIRECTORY ? swapped(name) : e;
        }
    }

    @Override
    public String path() {
        return held.path().toString();
    }

    @Override
    public SiteFiles files() {
        return inside();
    }

    @Override
    public void exchange(String inside, String live) throws IOException {
        Path first = inside().named(inside);
        Path second = outside.named(live);
        try (Held parentA = inside().parent(first);
                Held parentB = outside.parent(second)) {
            demandDone(
                    Posix.exchange(parentA.descriptor(), name(first), parentB.descriptor(), name(second)),
                    inside,
                    live);
        }
    }

    @Override
    public void moveIn(String inside, String live) throws IOException {
        Path first = inside().named(inside);
        Path second = outside.named(live);
        try (Held from = inside().parent(first);
                Held to = outside.parent(second)) {
            demandDone(Posix.move(from.descriptor(), name(first), to.descriptor(), name(second)), inside, live);
        }
    }

    @Override
    public void moveOut(String live, String inside) throws IOException {
        Path first = outside.named(live);
        Path second = inside().named(inside);
        try (Held from = outside.parent(first);
                Held to = inside().parent(second)) {
            demandDone(Posix.move(from.descriptor(), name(first), to.descriptor(), name(second)), live, inside);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static void demandDone(int rc, String one, String other) throws IOException {
        switch (-rc) {
            case 0 -> {
                return;
            }
            case Posix.EXDEV ->
                throw new FileAccessException(
                        Reason.CROSS_DEVICE,
                        one + " and " + other
                                + " are on two file systems or project quotas; restore beside the target.");
            case Posix.ENOSYS, Posix.EINVAL ->
                throw new FileAccessException(
                        Reason.NOT_SUPPORTED,
                        "This kernel or file system cannot exchange or move " + one + " and " + other
                                + " in one step, or one lies within the other.");
            case Posix.EEXIST -> throw new FileAccessException(Reason.OTHER, "Something stands at " + other + ".");
            default -> throw Held.failed(Path.of(one + " or " + other), -rc);
        }
    }

    @Override
    public void createDirectory(String inside, int mode) throws IOException {
        Path folder = at(inside);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            throw new FileAccessException(Reason.OTHER, inside + " is there already.");
        }
        Files.setPosixFilePermissions(folder, permissions(mode));
    }

    @Override
    public void createLink(String inside, String target) throws IOException {
        Files.createSymbolicLink(at(inside), Path.of(target));
    }

    @Override
    public void permit(String inside, int mode) throws IOException {
        Path folder = at(inside);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAccessException(Reason.NOT_A_DIRECTORY, inside + " is no folder.");
        }
        Files.setPosixFilePermissions(folder, permissions(mode));
    }

    @Override
    public void copyIn(Entry live, String inside, int mode) throws IOException {
        Path copy = at(inside);
        Path part = part(copy);
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long at = 0;
            while (true) {
                Slice slice = outside.slice(live.path(), at, PIECE);
                if (slice.bytes().length == 0) break;
                out.write(slice.bytes());
                at = slice.end();
            }
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        Files.setPosixFilePermissions(part, permissions(mode));
        Files.setLastModifiedTime(part, FileTime.from(live.modified()));
        Files.move(part, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void write(String inside, byte[] content, int mode) throws IOException {
        Path file = at(inside);
        Path part = part(file);
        Files.write(part, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(part, permissions(mode));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What a process that died had begun is gone with that. */
    private static Path part(Path file) throws IOException {
        Path part = file.resolveSibling("." + file.getFileName() + ".gardefou");
        Files.deleteIfExists(part);
        return part;
    }

    /** In our own folder, which nobody else enters. */
    private Path at(String inside) throws IOException {
        return held.path().resolve(inside().named(inside));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        String letters = "rwxrwxrwx";
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < letters.length(); bit++) {
            text.append((mode & (0400 >> bit)) != 0 ? letters.charAt(bit) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    @Override
    public void demandUntouched() throws IOException {
        try (Held parent = outside.parent(name)) {
            Path now = parent.path().resolve(name.getFileName());
            if (!UnixFacts.of(now, LinkOption.NOFOLLOW_LINKS).identity().equals(identity)) {
                throw swapped(name);
            }
        } catch (NoSuchFileException e) {
            throw swapped(name);
        }
    }

    /** Not even an older folder of ours, moved to this name: nothing can have been made in a new one. */
    void demandEmpty() throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(held.path())) {
            if (content.iterator().hasNext()) {
                throw swapped(name);
            }
        }
    }

    @Override
    public void close() {
        held.close();
    }

    private LocalSiteFiles inside() {
        return LocalSiteFiles.held(Path.of(path()));
    }

    private static FileAccessException swapped(Path name) {
        return new FileAccessException(
                Reason.SWAPPED,
                "Something else was put in the place of our folder " + name + "; leave it alone until we are done.");
    }
}
