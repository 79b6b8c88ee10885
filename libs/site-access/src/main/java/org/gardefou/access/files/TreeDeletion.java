package org.gardefou.access.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deletes a tree through descriptors, so that a directory swapped for a link while we delete is not entered. Trees
 * deeper than a path or our stack can be are flattened on the way: a deep directory is first moved up.
 */
final class TreeDeletion {
    // One descriptor and a few stack frames for each level: far below the usual limit of 1,024 open files.
    private static final int DEEPEST = 100;

    private final SecureDirectoryStream<Path> top;
    private final Deque<Path> movedUp = new ArrayDeque<>();
    private int moves;

    private TreeDeletion(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    static void delete(Path parent, Path name) throws IOException {
        try (SecureDirectoryStream<Path> top = secure(Files.newDirectoryStream(parent))) {
            TreeDeletion deletion = new TreeDeletion(top);
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
        if (!directory(in, name)) {
            deleteFile(in, name);
            return;
        }
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

    private static boolean directory(SecureDirectoryStream<Path> in, Path name) throws IOException {
        try {
            return in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        }
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
