package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a tree through descriptors, so that a directory swapped for a link while we delete is not entered. Trees
 * deeper than a path or our stack can be are flattened on the way: a deep directory is first moved up.
 */
final class TreeDeletion {
    // One descriptor and a few stack frames for each level: far below the usual limit of 1,024 open files.
    private static final int DEEPEST = 100;

    private final SecureDirectoryStream<Path> top;
    private final Path named;
    private final String device;
    private final Deque<Path> movedUp = new ArrayDeque<>();
    private int moves;

    private TreeDeletion(SecureDirectoryStream<Path> top, Path named) throws IOException {
        this.top = top;
        this.named = named;
        this.device = device(facts(top.getFileAttributeView(BasicFileAttributeView.class)));
    }

    static void delete(Path parent, Path name) throws IOException {
        try (SecureDirectoryStream<Path> top = secure(Files.newDirectoryStream(parent))) {
            TreeDeletion deletion = new TreeDeletion(top, parent.resolve(name));
            try {
                deletion.remove(top, name, 0);
            } finally {
                while (!deletion.movedUp.isEmpty()) {
                    deletion.remove(top, deletion.movedUp.pop(), 0);
                }
            }
        }
    }

    private void remove(SecureDirectoryStream<Path> in, Path name, int depth) throws IOException {
        BasicFileAttributes facts = facts(in, name);
        if (facts == null || !facts.isDirectory()) {
            deleteFile(in, name);
            return;
        }
        demandNotMounted(facts);
        if (depth == DEEPEST) {
            Path lifted =
                    Path.of(".deleted-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + moves++);
            in.move(name, top, lifted);
            movedUp.push(lifted);
            return;
        }
        try (SecureDirectoryStream<Path> inside = in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            List<Path> names = new ArrayList<>();
            for (Path child : inside) {
                names.add(child.getFileName());
            }
            for (Path child : names) {
                remove(inside, child, depth + 1);
            }
        }
        in.deleteDirectory(name);
    }

    /** What somebody has mounted in a tree lies elsewhere, and is not what was to be deleted. */
    private void demandNotMounted(BasicFileAttributes facts) throws FileAccessException {
        if (!device(facts).equals(device)) {
            throw new FileAccessException(
                    FileAccessException.Reason.CROSS_DEVICE,
                    "Another file system is mounted in " + named + ": unmount it, and the rest is deleted.");
        }
    }

    private static @Nullable BasicFileAttributes facts(SecureDirectoryStream<Path> in, Path name) throws IOException {
        try {
            return facts(in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static BasicFileAttributes facts(BasicFileAttributeView view) throws IOException {
        return view.readAttributes();
    }

    /** Of the key of a file, {@code (dev=801,ino=26)}. */
    private static String device(BasicFileAttributes facts) {
        String key = String.valueOf(facts.fileKey());
        return key.substring(0, Math.max(0, key.indexOf(',')));
    }

    private static void deleteFile(SecureDirectoryStream<Path> in, Path name) throws IOException {
        try {
            in.deleteFile(name);
        } catch (NoSuchFileException e) {
            // Somebody else deleted it first: it is gone, which is what was asked for.
            return;
        }
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new FileAccessException(
                FileAccessException.Reason.NOT_SUPPORTED, "Trees can be deleted safely on Linux only.");
    }
}
