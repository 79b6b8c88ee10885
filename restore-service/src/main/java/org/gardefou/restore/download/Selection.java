package org.gardefou.restore.download;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gardefou.access.database.DumpFiles;
import org.gardefou.restic.Node;
import org.gardefou.restore.failure.FailureCode;
import org.gardefou.restore.failure.RestoreFailure;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What of a snapshot is packed, as its listing says.
 *
 * @param folders each with all that is below it; {@code /} is everything
 * @param bytes of all files
 * @param entries files, folders and links
 */
record Selection(List<String> folders, List<One> files, long bytes, long entries) {

    /** A file that is asked for by itself. */
    record One(String path, long size, int permissions, Instant modified) {}

    /** Looks through a listing. */
    static final class Reading {

        private final List<String> wanted;
        private final @Nullable String database;
        private final Map<String, Node> found = new HashMap<>();
        private final Map<String, Node> dumps = new HashMap<>();
        private long bytes;
        private long entries;

        /**
         * @param paths absolute within the snapshot, none within another one; empty: everything, unless a database is asked for
         */
        Reading(List<String> paths, @Nullable String database) {
            this.wanted = paths.isEmpty() && database == null ? List.of("/") : paths;
            this.database = database;
        }

        void see(Node node) {
            for (String one : wanted) {
                boolean itself = node.path().equals(one);
                if (itself) found.put(one, node);
                if (!itself && !one.equals("/") && !node.path().startsWith(one + "/")) continue;
                bytes += node.size();
                entries++;
                break;
            }
            if (database != null && ours(node)) dumps.put(node.path(), node);
        }

        /** At the top, in a hidden folder, are the dumps; a file of such a name in the site is the customer's. */
        private static boolean ours(Node node) {
            Path path = Path.of(node.path());
            return node.type() == Node.Type.FILE
                    && path.getNameCount() == 2
                    && path.getName(0).toString().startsWith(".")
                    && node.path().endsWith(".sql");
        }

        Selection selection() throws RestoreFailure {
            if (wanted.equals(List.of("/"))) return new Selection(List.of("/"), List.of(), bytes, entries);
            List<String> missing =
                    wanted.stream().filter(one -> !found.containsKey(one)).toList();
            if (!missing.isEmpty()) {
                throw new RestoreFailure(
                        FailureCode.FILES_MISSING_IN_POINT,
                        new Text(
                                        "Ce point de restauration n'a pas %s ; parcourez-le (/backups/v1/restore-points/…/files) pour voir ce qu'il contient.",
                                        "This restore point has no %s; browse it (/backups/v1/restore-points/…/files) to see what it holds.")
                                .with(String.join(", ", missing)));
            }
            List<String> folders = new ArrayList<>();
            List<One> files = new ArrayList<>();
            for (Node node : found.values()) {
                if (node.type() == Node.Type.DIRECTORY) folders.add(node.path());
                else if (node.type() == Node.Type.FILE) files.add(one(node));
            }
            folders.sort(null);
            if (database != null) files.addAll(dump(database));
            if (folders.isEmpty() && files.isEmpty()) {
                throw new RestoreFailure(
                        FailureCode.FILES_MISSING_IN_POINT,
                        new Text(
                                "Ce qui est demandé n'est ni un fichier ni un dossier ; un lien se télécharge avec le dossier où il se trouve.",
                                "What is asked for is neither a file nor a folder; a link is downloaded with the folder that it is in."));
            }
            return new Selection(List.copyOf(folders), List.copyOf(files), bytes, entries);
        }

        private List<One> dump(String schema) throws RestoreFailure {
            Set<Path> places = new HashSet<>();
            dumps.keySet().forEach(path -> places.add(Path.of(path).getParent()));
            for (Path place : places.stream().sorted().toList()) {
                List<Node> parts = DumpFiles.in(place, schema).inOrder().stream()
                        .map(file -> dumps.get(file.toString()))
                        .filter(java.util.Objects::nonNull)
                        .toList();
                if (parts.size() < DumpFiles.in(place, schema).inOrder().size()) continue;
                bytes += parts.stream().mapToLong(Node::size).sum();
                entries += parts.size();
                return parts.stream().map(Reading::one).toList();
            }
            throw new RestoreFailure(
                    FailureCode.DUMP_MISSING,
                    new Text(
                                    "Ce point de restauration n'a pas de copie complète de la base %s ; choisissez-en un autre.",
                                    "This restore point has no complete copy of the database %s; choose another.")
                            .with(schema));
        }

        private static One one(Node node) {
            return new One(node.path(), node.size(), node.permissions(), node.modified());
        }
    }
}
