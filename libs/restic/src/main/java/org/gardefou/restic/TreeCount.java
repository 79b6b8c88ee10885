package org.gardefou.restic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Counts what lies below a folder, links not followed, while it may be changing. */
final class TreeCount {
    private final Path root;

    TreeCount(Path root) {
        this.root = root;
    }

    Contents now() {
        Counter counter = new Counter();
        if (Files.isDirectory(root)) {
            try {
                Files.walkFileTree(root, counter);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot count what lies in " + root, e);
            }
        }
        return new Contents(counter.files, counter.directories, counter.others, counter.bytes);
    }

    private final class Counter extends SimpleFileVisitor<Path> {
        private long files;
        private long directories;
        private long others;
        private long bytes;

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!directory.equals(root)) {
                directories++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                files++;
                bytes += attributes.size();
            } else {
                others++;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            // Gone again while restic works; a real loss shows in the counts.
            return FileVisitResult.CONTINUE;
        }
    }
}
