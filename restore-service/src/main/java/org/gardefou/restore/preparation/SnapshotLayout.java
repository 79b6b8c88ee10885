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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * @param documentRoot absolute within the snapshot; empty where no files come back
 * @param dumps schema to the folder of its dump, absolute within the snapshot
 * @param bytes of files and dumps together
 * @param parts the files and folders that come back, below the document root; null for all of it
 * @param parents the permissions of the folders above those, by their paths below the document root
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
        @Nullable List<String> parts,
        @Nullable Map<String, Integer> parents,
        @Nullable List<String> leftOut) {

    /** Where a backup says what it leaves out. */
    private static final String META = "/.gardefou-backup/meta.json";

    /** Panel settings are most of it. */
    private static final long LARGEST_META = 2 * 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Looks through a snapshot. */
    public static SnapshotLayout of(
            ResticRepository repository,
            String snapshot,
            Target target,
            Set<String> schemas,
            @Nullable List<String> parts)
            throws RestoreFailure {
        return of(repository, snapshot, target, schemas, parts, node -> {});
    }

    /** Likewise, and hands every node on. */
    public static SnapshotLayout of(
            ResticRepository repository,
            String snapshot,
            Target target,
            Set<String> schemas,
            @Nullable List<String> parts,
            Consumer<Node> onward)
            throws RestoreFailure {
        Reading reading = new Reading(target, schemas, parts);
        repository.list(snapshot, node -> {
            reading.see(node);
            onward.accept(node);
        });
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
    List<String> includes(Target target) {
        Stream<String> files =
                parts == null ? Stream.of(documentRoot) : parts.stream().map(part -> documentRoot + "/" + part);
        return Stream.concat(files, dumpPaths(target)).toList();
    }

    /** Of these, the dumps. */
    List<String> dumpIncludes(Target target) {
        return dumpPaths(target).toList();
    }

    /** What restic must have restored of the dumps. */
    Contents expectedDumps(Target target) {
        return new Contents(dumpFiles(target), 0, 0, dumpBytes);
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
        private final Map<String, Chosen> chosenOf = new HashMap<>();
        private final @Nullable List<String> parts;
        private boolean described;

        Reading(Target target, Set<String> schemas, @Nullable List<String> parts) {
            candidates = target.namesInPoint();
            this.schemas = target.schemas().stream()
                    .filter(schema -> schemas.contains(schema.name()))
                    .toList();
            this.parts = parts;
        }

        void see(Node node) {
            if (node.type() == Node.Type.DIRECTORY && candidates.contains(node.path())) {
                roots.add(node.path());
            }
            for (String root : candidates) {
                if (node.path().equals(root) || node.path().startsWith(root + "/")) {
                    chosenOf.computeIfAbsent(root, one -> new Chosen(one, parts))
                            .see(node);
                }
            }
            if (node.type() == Node.Type.FILE && node.path().equals(META)) described = node.size() <= LARGEST_META;
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

        SnapshotLayout layout(@Nullable List<String> leftOut) throws RestoreFailure {
            // Where no files come back it matters all the same: a dump in it would be the customer's.
            Optional<String> found = candidates.stream().filter(roots::contains).findFirst();
            boolean files = parts == null || !parts.isEmpty();
            if (files && found.isEmpty()) throw noFiles();
            String root = found.orElse("");
            Chosen chosen = chosenOf.getOrDefault(root, new Chosen(root, parts));
            chosen.demandAll();
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
            return new SnapshotLayout(
                    files ? root : "",
                    dumps,
                    chosen.files + dumpFiles.size(),
                    chosen.directories,
                    chosen.others,
                    chosen.bytes + dumpBytes,
                    dumpBytes,
                    parts,
                    chosen.parents,
                    leftOut);
        }

        private static RestoreFailure noFiles() {
            return new RestoreFailure(
                    FailureCode.FILES_MISSING_IN_POINT,
                    new Text(
                            "Ce point de restauration ne contient pas le dossier du site ; choisissez-en un autre.",
                            "This restore point does not hold the site's folder; choose another."));
        }

        /** A customer could put a file of that name into the site; only what lies outside of it is ours. */
        private Optional<String> dump(Target.Schema schema, String root) {
            return foldersOf.getOrDefault(schema.name(), Set.of()).stream()
                    .filter(folder -> root.isEmpty() || (!folder.equals(root) && !folder.startsWith(root + "/")))
                    .filter(folder -> LiveDatabase.dumpFiles(schema, Path.of(folder)).stream()
                            .allMatch(file -> sizes.containsKey(file.toString())))
                    .sorted()
                    .findFirst();
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
