package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gardefou.access.posix.Posix;
import org.jspecify.annotations.Nullable;

/** One look through a tree for what a restore must not put live as it is. */
final class HazardScan extends SimpleFileVisitor<Path> {
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int ANY_EXECUTE = 0111;
    // What Linux itself follows before it says ELOOP.
    private static final int MOST_LINKS = 40;

    private final Path tree;
    private final Path shownAs;
    private final Path livesAt;
    private final int limit;
    private final List<Hazard> found = new ArrayList<>();
    private final Map<Object, Shared> shared = new HashMap<>();

    HazardScan(Path tree, Path shownAs, Path livesAt, int limit) {
        this.tree = tree;
        this.shownAs = shownAs;
        this.livesAt = livesAt.normalize();
        this.limit = limit;
    }

    List<Hazard> run() throws IOException {
        Files.walkFileTree(tree, this);
        for (Shared file : shared.values()) {
            // Fewer names seen than the file has: the others are outside, and a change here changes them too.
            if (file.seen < file.names) {
                add(Hazard.Kind.HARD_LINK_OUT, file.first, null);
            }
        }
        return List.copyOf(found);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes ignored) throws IOException {
        return look(directory);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes ignored) throws IOException {
        return look(file);
    }

    private FileVisitResult look(Path path) throws IOException {
        UnixFacts facts = UnixFacts.of(path, LinkOption.NOFOLLOW_LINKS);
        int mode = facts.mode();
        Entry.Kind kind = facts.kind();
        switch (kind) {
            case LINK -> {
                Path target = Files.readSymbolicLink(path);
                if (leadsOut(parent(path), target)) {
                    add(Hazard.Kind.LINK_OUT, path, target.toString());
                }
            }
            case DEVICE -> add(Hazard.Kind.DEVICE, path, null);
            case FIFO -> add(Hazard.Kind.FIFO, path, null);
            case FILE -> {
                if ((mode & SETGID) != 0 && (mode & ANY_EXECUTE) != 0) {
                    add(Hazard.Kind.SETGID, path, null);
                }
                if (Posix.hasAttribute(path.toString(), "security.capability")) {
                    add(Hazard.Kind.CAPABILITIES, path, null);
                }
            }
            case DIRECTORY, SOCKET -> {}
        }
        if ((mode & SETUID) != 0 && kind != Entry.Kind.LINK) {
            add(Hazard.Kind.SETUID, path, null);
        }
        int names = facts.names();
        if (kind == Entry.Kind.FILE && names > 1) {
            shared.computeIfAbsent(facts.identity(), key -> new Shared(path, names)).seen++;
        }
        return found.size() >= limit ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private void add(Hazard.Kind kind, Path path, @Nullable String target) {
        if (found.size() < limit) {
            found.add(new Hazard(kind, shownAs.resolve(tree.relativize(path)).toString(), target));
        }
    }

    /** Follows a link name by name, as the kernel will once the tree stands where it lives. */
    private boolean leadsOut(Path from, Path target) throws IOException {
        List<Path> rest = new ArrayList<>();
        Path at = start(from, target, rest);
        int links = 1;
        while (at.startsWith(tree) && !rest.isEmpty()) {
            Path name = rest.removeFirst();
            if (name.toString().equals("..")) {
                at = parent(at);
                continue;
            }
            Path next = at.resolve(name);
            if (!Files.isSymbolicLink(next)) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                return false;
            }
            at = start(at, Files.readSymbolicLink(next), rest);
        }
        return !at.startsWith(tree);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private Path start(Path from, Path target, List<Path> rest) {
        List<Path> coming = new ArrayList<>();
        for (Path name : target) {
            if (!name.toString().isEmpty() && !name.toString().equals(".")) coming.add(name);
        }
        if (!target.isAbsolute()) {
            rest.addAll(0, coming);
            return from;
        }
        // Name by name, and not cleaned: behind a link .. is the folder above that to which it leads.
        for (Path name : livesAt) {
            if (coming.isEmpty() || !coming.removeFirst().equals(name)) return target.getRoot();
        }
        rest.addAll(0, coming);
        return tree;
    }

    private static final class Shared {
        final Path first;
        final int names;
        int seen;

        Shared(Path first, int names) {
            this.first = first;
            this.names = names;
        }
    }
}
