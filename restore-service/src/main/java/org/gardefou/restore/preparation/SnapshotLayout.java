package org.gardefou.restore.preparation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gardefou.restic.Contents;
import org.gardefou.restic.Node;
import org.gardefou.restic.ResticRepository;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.site.Target;

/**
 * Where in a snapshot the site's files and dumps are, and how much they are.
 *
 * @param documentRoot absolute within the snapshot
 * @param dumps schema to the folder of its dump, absolute within the snapshot
 * @param bytes of files and dumps together
 */
public record SnapshotLayout(
        String documentRoot,
        Map<String, String> dumps,
        long files,
        long directories,
        long others,
        long bytes,
        long dumpBytes) {

    /** Looks through a snapshot. */
    public static SnapshotLayout of(ResticRepository repository, String snapshot, Target target, Set<String> schemas)
            throws RestoreFailure {
        Reading reading = new Reading(target, schemas);
        repository.list(snapshot, reading::see);
        return reading.layout();
    }

    /** What is asked of restic. */
    List<String> includes(Target target) {
        return Stream.concat(Stream.of(documentRoot), dumpPaths(target)).toList();
    }

    /** How many files the dumps are. */
    long dumpFiles(Target target) {
        return dumpPaths(target).count();
    }

    private Stream<String> dumpPaths(Target target) {
        return target.schemas().stream()
                .filter(schema -> dumps.containsKey(schema.name()))
                .flatMap(schema -> LiveDatabase.dumpFiles(schema, Path.of(dumps.get(schema.name()))).stream())
                .map(Path::toString);
    }

    /** What restic must have restored. */
    Contents expected() {
        return new Contents(files, directories, others, bytes);
    }

    private static final class Reading {
        private static final Pattern DUMP = Pattern.compile("\\.(?:sql|dump)$");

        private final List<String> candidates;
        private final List<Target.Schema> schemas;
        private final Set<String> roots = new HashSet<>();
        private final Map<String, Set<String>> foldersOf = new HashMap<>();
        private final Map<String, Long> sizes = new HashMap<>();
        private final Map<String, long[]> countsOf = new HashMap<>();

        Reading(Target target, Set<String> schemas) {
            String name = target.documentRoot().substring(target.documentRoot().lastIndexOf('/'));
            // Below the site's root, as a whole path, or with the folder above as the base: whichever the backup chose.
            candidates = Stream.of("/" + target.documentRootBelow(), target.documentRoot(), name)
                    .distinct()
                    .toList();
            this.schemas = target.schemas().stream()
                    .filter(schema -> schemas.contains(schema.name()))
                    .toList();
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
            if (node.type() == Node.Type.FILE && DUMP.matcher(node.path()).find()) {
                sizes.put(node.path(), node.size());
                Path path = Path.of(node.path());
                for (Target.Schema schema : schemas) {
                    Path folder = path.getParent();
                    if (folder != null && LiveDatabase.dumpFiles(schema, folder).contains(path)) {
                        foldersOf
                                .computeIfAbsent(schema.name(), one -> new HashSet<>())
                                .add(folder.toString());
                    }
                }
            }
        }

        SnapshotLayout layout() throws RestoreFailure {
            String root = candidates.stream()
                    .filter(roots::contains)
                    .findFirst()
                    .orElseThrow(() -> new RestoreFailure(
                            FailureCode.FILES_MISSING_IN_POINT,
                            new Text(
                                    "Ce point de restauration ne contient pas le dossier du site ; choisissez-en un autre.",
                                    "This restore point does not hold the site's folder; choose another.")));
            Map<String, String> dumps = new LinkedHashMap<>();
            List<Path> dumpFiles = new ArrayList<>();
            for (Target.Schema schema : schemas) {
                String folder = dump(schema, root).orElseThrow(() -> missing(schema.name()));
                dumps.put(schema.name(), folder);
                dumpFiles.addAll(LiveDatabase.dumpFiles(schema, Path.of(folder)));
            }
            long dumpBytes = dumpFiles.stream()
                    .mapToLong(file -> sizes.getOrDefault(file.toString(), 0L))
                    .sum();
            long[] counts = countsOf.getOrDefault(root, new long[4]);
            return new SnapshotLayout(
                    root, dumps, counts[0] + dumpFiles.size(), counts[1], counts[2], counts[3] + dumpBytes, dumpBytes);
        }

        /** A customer could put a file of that name into the site; only what lies outside of it is ours. */
        private Optional<String> dump(Target.Schema schema, String root) {
            return foldersOf.getOrDefault(schema.name(), Set.of()).stream()
                    .filter(folder -> !folder.equals(root) && !folder.startsWith(root + "/"))
                    .filter(folder -> LiveDatabase.dumpFiles(schema, Path.of(folder)).stream()
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
