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
            int rc = Posix.exchange(
                    parentA.descriptor(),
                    first.getFileName().toString(),
                    parentB.descriptor(),
                    second.getFileName().toString());
            switch (-rc) {
                case 0 -> {
                    return;
                }
                case Posix.EXDEV ->
                    throw new FileAccessException(
                            Reason.CROSS_DEVICE,
                            inside + " and " + live
                                    + " are on two file systems or project quotas; restore beside the target.");
                case Posix.ENOSYS, Posix.EINVAL ->
                    throw new FileAccessException(
                            Reason.NOT_SUPPORTED,
                            "This kernel or file system cannot exchange " + inside + " and " + live
                                    + " in one step, or one lies within the other.");
                default -> throw Held.failed(Path.of(inside + " or " + live), -rc);
            }
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
