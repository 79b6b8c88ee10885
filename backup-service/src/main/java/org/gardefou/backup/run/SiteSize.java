package org.gardefou.backup.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Sum sum = new Sum(folders, leftOut);
        for (String folder : folders) Files.walkFileTree(root.resolve(folder), new Walk(root, sum));
        return sum.size();
    }

    /**
     * @throws SiteTooLarge when it has more bytes than a backup reads
     */
    void demandAtMost(long most) throws SiteTooLarge {
        if (bytes > most) throw new SiteTooLarge(this, most);
    }

    /** Adds up what is copied, file by file, whoever finds them. */
    static final class Sum {
        private final Map<String, List<PathPattern>> leftOut = new LinkedHashMap<>();
        private long bytes;
        private @Nullable String largest;
        private long largestBytes;

        /**
         * @param copied folders or files, relative to the site's root
         * @param patterns what is not copied of what is in them; they themselves are, as restic has it
         */
        Sum(List<String> copied, List<PathPattern> patterns) {
            for (String one : copied) {
                leftOut.put(
                        one,
                        patterns.stream()
                                .filter(pattern -> !pattern.matches(one))
                                .toList());
            }
        }

        /** Whether what is found at this path below the site's root is not copied, with all that is in it. */
        boolean leavesOut(String path) {
            return leftOut.entrySet().stream()
                    .filter(copied -> path.startsWith(copied.getKey() + "/"))
                    .anyMatch(copied -> copied.getValue().stream().anyMatch(pattern -> pattern.matches(path)));
        }

        void file(String path, long size) {
            if (leavesOut(path)) return;
            // Two sparse files can say more than a long holds.
            bytes = bytes + size < 0 ? Long.MAX_VALUE : bytes + size;
            if (largest == null || size > largestBytes) {
                largest = path;
                largestBytes = size;
            }
        }

        SiteSize size() {
            return new SiteSize(bytes, largest == null ? null : Path.of(largest), largestBytes);
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Sum sum;

        Walk(Path root, Sum sum) {
            this.root = root;
            this.sum = sum;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return sum.leavesOut(below(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) sum.file(below(file), attributes.size());
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

        private String below(Path path) {
            return root.relativize(path).toString();
        }
    }
}
