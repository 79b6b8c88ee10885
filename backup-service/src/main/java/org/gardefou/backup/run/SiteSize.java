package org.gardefou.backup.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.gardefou.restic.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * How much is to be read of a site. A file with holes counts as large as it says it is: a backup reads its zeros, and a restore writes
 * them. One such file, made in a second, keeps a backup busy for hours.
 *
 * @param largest of its files, below the site's root; null when there is none
 */
record SiteSize(long bytes, @Nullable Path largest, long largestBytes) {

    /**
     * Looks at every file that is copied without following links; what vanishes or may not be read while it looks is left out.
     *
     * @param folders or files, relative to the root
     * @param leftOut what is not copied of them
     */
    static SiteSize of(Path root, List<String> folders, List<PathPattern> leftOut) throws IOException {
        Sum sum = new Sum(root, leftOut);
        for (String folder : folders) Files.walkFileTree(root.resolve(folder), sum);
        Path largest = sum.largest;
        return new SiteSize(sum.bytes, largest == null ? null : root.relativize(largest), sum.largestBytes);
    }

    /**
     * @throws SiteTooLarge when it has more bytes than a backup reads
     */
    void demandAtMost(long most) throws SiteTooLarge {
        if (bytes > most) throw new SiteTooLarge(this, most);
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<PathPattern> leftOut;
        private long bytes;
        private @Nullable Path largest;
        private long largestBytes;

        Sum(Path root, List<PathPattern> leftOut) {
            this.root = root;
            this.leftOut = leftOut;
        }

        private boolean leftOut(Path path) {
            String name = root.relativize(path).toString();
            return leftOut.stream().anyMatch(pattern -> pattern.matches(name));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return leftOut(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile() || leftOut(file)) return FileVisitResult.CONTINUE;
            // Two sparse files can say more than a long holds.
            bytes = bytes + attributes.size() < 0 ? Long.MAX_VALUE : bytes + attributes.size();
            if (largest == null || attributes.size() > largestBytes) {
                largest = file;
                largestBytes = attributes.size();
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
            return FileVisitResult.CONTINUE;
        }
    }
}
