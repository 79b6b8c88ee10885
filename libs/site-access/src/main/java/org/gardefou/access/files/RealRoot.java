package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.gardefou.access.files.FileAccessException.Reason;

/**
 * Where a root really is. A link on the way is followed only where nobody but root, or we, can have put it: a customer who owns
 * the folder above a root of theirs could else put a link to another customer's in its place.
 */
final class RealRoot {
    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    // What Linux itself follows before it says ELOOP.
    private static final int MOST_LINKS = 40;

    private final Deque<Path> rest = new ArrayDeque<>();
    private final int us;

    private RealRoot(Path root) throws IOException {
        root.forEach(rest::add);
        us = UnixFacts.of(Path.of("/proc/self")).owner();
    }

    static Path of(Path root) throws IOException {
        return new RealRoot(root).walk();
    }

    private Path walk() throws IOException {
        Path at = Path.of("/");
        int links = 0;
        while (!rest.isEmpty()) {
            Path name = rest.pop();
            Path next = at.resolve(name).normalize();
            UnixFacts facts = UnixFacts.of(next, LinkOption.NOFOLLOW_LINKS);
            if (facts.kind() != Entry.Kind.LINK) {
                at = next;
                continue;
            }
            if (++links > MOST_LINKS) {
                throw new FileAccessException(Reason.OTHER, next + " goes through too many symbolic links.");
            }
            if (!trusted(UnixFacts.of(at), facts)) {
                throw new FileAccessException(
                        Reason.OUTSIDE_ROOT,
                        next
                                + " is a link that others than root can change; put a folder in its place, or register where it leads.");
            }
            Path target = Files.readSymbolicLink(next);
            if (target.isAbsolute()) {
                at = Path.of("/");
            }
            for (int index = target.getNameCount() - 1; index >= 0; index--) {
                rest.push(target.getName(index));
            }
        }
        return at;
    }

    private boolean trusted(UnixFacts folder, UnixFacts link) {
        if (!ours(folder)) {
            return false;
        }
        boolean shared = (folder.mode() & OTHERS_WRITE) != 0;
        // In a folder such as /tmp anybody makes a link, and nobody changes another's.
        return !shared || ((folder.mode() & STICKY) != 0 && ours(link));
    }

    private boolean ours(UnixFacts facts) {
        return facts.owner() == 0 || facts.owner() == us;
    }
}
