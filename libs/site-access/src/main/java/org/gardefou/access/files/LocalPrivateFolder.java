package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gardefou.access.files.FileAccessException.Reason;
import org.gardefou.access.posix.Posix;

/** A private folder of this machine, held by a descriptor. */
final class LocalPrivateFolder implements PrivateFolder {
    private static final int OTHERS = 0077;

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
