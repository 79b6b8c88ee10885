package org.gardefou.restore.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.restic.Contents;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where in a snapshot the site's files and dumps are, and how much they are.
 *
 * @param documentRoot absolute within the snapshot
 * @param dumps schema to the folder of its dump, absolute within the snapshot
 * @param bytes of files and dumps together
 * @param leftOut patterns of what the point leaves out on purpose and a restore takes over from the live site; null: none, as in layouts of before
 */
public record SnapshotLayout(
        String documentRoot,
        Map<String, String> dumps,
        long files,
        long directories,
        long others,
        long bytes,
        long dumpBytes,
        @Nullable List<String> leftOut) {

    /** Where a backup says what it leaves out. */
    private static final String META = "/.gardefou-backup/meta.json";

    /** Panel settings are most of it. */
    private static final long LARGEST_META = 2 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Looks through a snapshot. */
    public static SnapshotLayout of(ResticRepository repository, String snapshot, Target target, Set<String> schemas)
            throws RestoreFailure {
        Reading reading = new Reading(target, schemas);
        repository.list(snapshot, reading::see);
        return reading.layout(reading.described ? leftOut(repository, snapshot) : null);
    }

    private static @Nullable List<String> leftOut(ResticRepository repository, String snapshot) {
        ByteArrayOutputStream meta = new ByteArrayOutputStream();
        repository.dumpFile(snapshot, META, meta);
        try {
            List<String> patterns = new ArrayList<>();
            JSON.readTree(meta.toByteArray())
                    .path("leftOut")
                    .path("exclude")
                    .forEach(pattern -> patterns.add(pattern.asText()));
            return patterns.isEmpty() ? null : List.copyOf(patterns);
        } catch (IOException e) {
            throw new UncheckedIOException("What the snapshot " + snapshot + " says of itself cannot be read", e);
        }
    }

    /** Patterns of what a restore takes over from the live site. */
    List<String> excluded() {
        return leftOut == null ? List.of() : leftOut;
    }

    /** What is asked of restic. */
    List<String> includes() {
        List<String> paths = new ArrayList<>();
        paths.add(documentRoot);
        dumps.forEach((schema, folder) -> DumpFiles.in(Path.of(folder), schema).inOrder().stream()
                .map(Path::toString)
                .forEach(paths::add));
        return List.copyOf(paths);
    }

    /** What restic must have restored. */
    Contents expected() {
        return new Contents(files, directories, others, bytes);
    }

    private static final class Reading {
        private final List<String> candidates;
        private final Set<String> schemas;
        private final Set<String> roots = new HashSet<>();
        private final Map<String, Set<String>> foldersOf = new HashMap<>();
        private final Map<String, Long> sizes = new HashMap<>();
        private final Map<String, long[]> countsOf = new HashMap<>();
        private boolean described;

        Reading(Target target, Set<String> schemas) {
            String name = target.documentRoot().substring(target.documentRoot().lastIndexOf('/'));
            // Below the site's root, as a whole path, or with the folder above as the base: whichever the backup chose.
            candidates = Stream.of("/" + target.documentRootBelow(), target.documentRoot(), name)
                    .distinct()
                    .toList();
            this.schemas = schemas;
        }

        void see(Node node) {
            if (node.type() == Node.Type.DIRECTORY && candidates.contains(node.path())) {
                roots.add(node.path());
            }
            for (String root : candidates) {
                if (node.path().equals(root) || node.path().startsWith(root + "/")) {
                    count(node, countsOf.computeIfAbsent(root, one -> new long[4]));
                }
            }
            if (node.type() == Node.Type.FILE && node.path().equals(META)) described = node.size() <= LARGEST_META;
            if (node.type() == Node.Type.FILE && node.path().endsWith(".sql")) {
                sizes.put(node.path(), node.size());
                Path path = Path.of(node.path());
                for (String schema : schemas) {
                    Path folder = path.getParent();
                    if (folder != null && DumpFiles.in(folder, schema).inOrder().contains(path)) {
                        foldersOf
                                .computeIfAbsent(schema, one -> new HashSet<>())
                                .add(folder.toString());
                    }
                }
            }
        }

        SnapshotLayout layout(@Nullable List<String> leftOut) throws RestoreFailure {
            String root = candidates.stream()
                    .filter(roots::contains)
                    .findFirst()
                    .orElseThrow(() -> new RestoreFailure(
                            FailureCode.FILES_MISSING_IN_POINT,
                            new Text(
                                    "Ce point de restauration ne contient pas le dossier du site ; choisissez-en un autre.",
                                    "This restore point does not hold the site's folder; choose another.")));
            Map<String, String> dumps = new LinkedHashMap<>();
            for (String schema : schemas) {
                dumps.put(schema, dump(schema, root).orElseThrow(() -> missing(schema)));
            }
            long dumpBytes = dumps.entrySet().stream()
                    .flatMap(dump -> DumpFiles.in(Path.of(dump.getValue()), dump.getKey()).inOrder().stream())
                    .mapToLong(file -> sizes.getOrDefault(file.toString(), 0L))
                    .sum();
            long[] counts = countsOf.getOrDefault(root, new long[4]);
            return new SnapshotLayout(
                    root,
                    dumps,
                    counts[0] + 3L * dumps.size(),
                    counts[1],
                    counts[2],
                    counts[3] + dumpBytes,
                    dumpBytes,
                    leftOut);
        }

        /** A customer could put a file of that name into the site; only what lies outside of it is ours. */
        private Optional<String> dump(String schema, String root) {
            return foldersOf.getOrDefault(schema, Set.of()).stream()
                    .filter(folder -> !folder.equals(root) && !folder.startsWith(root + "/"))
                    .filter(folder -> DumpFiles.in(Path.of(folder), schema).inOrder().stream()
                            .allMatch(file -> sizes.containsKey(file.toString())))
                    .sorted()
                    .findFirst();
        }

        private static void count(Node node, long[] counts) {
            switch (node.type()) {
                case FILE -> {
                    counts[0]++;
                    counts[3] += node.size();
                }
                case DIRECTORY -> counts[1]++;
                case SOCKET -> {
                    // restic keeps none.
                }
                case SYMLINK, FIFO, DEVICE, OTHER -> counts[2]++;
            }
        }

        private static RestoreFailure missing(String schema) {
            return new RestoreFailure(
                    FailureCode.DUMP_MISSING,
                    new Text(
                                    "Ce point de restauration n'a pas de copie complète de la base %s ; choisissez-en un autre.",
                                    "This restore point has no complete copy of the database %s; choose another.")
                            .with(schema));
        }
    }
}
