package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One restic repository. Every call starts one restic process, unless it says otherwise, and blocks until it has ended;
 * opening the repository costs a quarter of a CPU second each time, where its key is not a light one. All failures are {@link ResticException}s. Instances
 * are immutable and can be shared; restic's own locks keep writers apart (one at a time: queue them).
 */
public final class ResticRepository {
    private final Runner runner;
    private final CallOptions options;
    private final Map<String, String> copies;

    ResticRepository(Runner runner, CallOptions options) {
        this(runner, options, Map.of());
    }

    private ResticRepository(Runner runner, CallOptions options, Map<String, String> copies) {
        this.runner = runner;
        this.options = options;
        this.copies = copies;
    }

    /**
     * The same repository, asked for the copies of another one's snapshots by the originals' ids.
     *
     * @param ids the full id of each copy by the full id of its original
     */
    public ResticRepository holdingCopies(Map<String, String> ids) {
        return new ResticRepository(runner, options, Map.copyOf(ids));
    }

    private String here(String id) {
        return SnapshotIds.require(copies.getOrDefault(id, id));
    }

    /** The same repository with other call options. */
    public ResticRepository using(CallOptions newOptions) {
        return new ResticRepository(runner, newOptions, copies);
    }

    /** What init() found. */
    public enum Initialised {
        CREATED,
        EXISTED
    }

    /**
     * Makes the repository, in format 2. Where it exists already, makes sure that the password opens it. Where it lies on a
     * disk of this machine and a {@link RepositoryPassword#generate() random password} opens it, no process is started to make it,
     * and its key is a light one, which saves every later process a quarter of a CPU second; any restic opens it all the same.
     */
    public Initialised init() {
        return new Making(runner, options).make();
    }

    /**
     * Makes the repository for copies of another one's snapshots: with its chunker parameters, so that what both hold is cut
     * alike. Where it exists already, makes sure that the password opens it.
     */
    public Initialised initForCopiesOf(ResticRepository origin) {
        return new Making(runner, options).makeForCopiesOf(origin.runner);
    }

    /**
     * Copies a snapshot of another repository into this one, or finds that it is here already.
     *
     * @return the id of the copy
     * @throws ResticException.SnapshotUnknown when the other one has no such snapshot
     */
    public String copyOf(ResticRepository origin, String id) {
        SnapshotIds.require(id);
        runner.readingFrom(origin.runner.access())
                .call("copying", options)
                .arguments("copy", "--", id)
                .movingData()
                .about(id)
                .succeed();
        return copyHereOf(id).orElseThrow(() -> new ResticException.SnapshotUnknown(id));
    }

    /** The id of the copy that is here of another repository's snapshot, which need not be there any more. */
    public Optional<String> copyHereOf(String id) {
        return snapshots().stream()
                .filter(snapshot -> id.equals(snapshot.original()))
                .map(Snapshot::id)
                .findFirst();
    }

    /** The full ids of all keys that open it. */
    public List<String> keys() {
        return new Keys(runner, options).list();
    }

    /** Deletes what restic keeps of it in our cache: it is not going to be opened here any more. */
    public void dropCache() {
        try {
            String id = Json.parse(runner.call("reading of the repository's id", options)
                            .arguments("cat", "config", "--no-lock")
                            .output())
                    .path("id")
                    .asText();
            Path folder = runner.access().cacheDirectory().resolve(SnapshotIds.require(id));
            if (!Files.isDirectory(folder)) return;
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The cache of the repository cannot be deleted", e);
        }
    }

    /** Lets another password open it as well. */
    public void addKey(RepositoryPassword password) {
        new Keys(runner, options).add(password);
    }

    /** Takes all keys away but the one that this password uses. What they are called is answered, by full ids. */
    public List<String> removeOtherKeys() {
        return new Keys(runner, options).removeOthers();
    }

    /**
     * Whether there is a repository, whatever its password. Of a local one this only looks for a file.
     *
     * @throws ResticException.RepositoryUnreachable when that cannot be told
     */
    public boolean exists() {
        return new Making(runner, options).exists();
    }

    /**
     * Makes one snapshot.
     *
     * @throws ResticException.BackupIncomplete when a snapshot was written without some unreadable items
     * @throws ResticException.PathMissing when one of the paths does not exist; nothing was written
     */
    public BackupSummary backup(BackupRequest request, ProgressListener listener) {
        return new BackupRun(runner, options, request, listener).run();
    }

    /**
     * Makes one snapshot of what is on another machine. The paths are looked for by restic there, and what it does not find is
     * among what could not be read.
     *
     * @throws ResticException.BackupIncomplete when a snapshot was written without some unreadable items
     * @throws java.io.UncheckedIOException when restic did not end by itself there, by what {@code there} said
     */
    public BackupSummary backupElsewhere(BackupRequest request, Elsewhere there, ProgressListener listener) {
        return new BackupRun(runner, options, request, listener).run(there);
    }

    /** All snapshots, oldest first. */
    public List<Snapshot> snapshots() {
        return snapshots(List.of("snapshots", "--json"), null);
    }

    /** One snapshot, by its full id or at least eight digits of it. */
    public Snapshot snapshot(String id) {
        List<Snapshot> found = snapshots(List.of("snapshots", "--json", "--", here(id)), id);
        if (found.isEmpty()) {
            throw new ResticException.SnapshotUnknown(id);
        }
        return found.getFirst();
    }

    /** Hands over every entry of a snapshot as it comes, on the calling thread. */
    public void list(String id, Consumer<Node> consumer) {
        reading("listing", "ls", "--json", "--", here(id))
                .about(id)
                .to(Sink.lines(line -> {
                    JsonNode node = Json.parse(line);
                    if (node.path("struct_type").asText().equals("node")
                            || node.path("message_type").asText().equals("node")) {
                        consumer.accept(Json.node(node));
                    }
                }))
                .succeed();
    }

    /**
     * Restores a snapshot or parts of it into an empty folder, and counts what came. Without
     * {@link RestoreRequest#expected()} it lists the snapshot first.
     *
     * @throws ResticException.NothingSelected when the includes match nothing
     * @throws ResticException.Damaged when the repository has lost some of the data; the rest is on disk
     * @throws ResticException.RestoreIncomplete when not everything is there afterwards
     */
    public RestoreResult restore(String id, RestoreRequest request, ProgressListener listener) {
        return new RestoreRun(runner, options, here(id), request, listener).run();
    }

    /**
     * Writes the content of one file of a snapshot. A folder comes as a tar archive. What was written is only whole when
     * this returns normally.
     *
     * @param path absolute within the snapshot
     * @throws ResticException.PathMissing when the snapshot has no such path
     * @throws UncheckedIOException when {@code out} fails; restic is stopped then
     */
    public void dumpFile(String id, String path, OutputStream out) {
        dump(id, path, List.of(), out);
    }

    /** How a folder is packed. */
    public enum ArchiveFormat {
        TAR,
        /** Stored without compression. */
        ZIP
    }

    /** Like {@link #dumpFile}, for a folder. */
    public void dumpArchive(String id, String path, ArchiveFormat format, OutputStream out) {
        String name = format == ArchiveFormat.TAR ? "tar" : "zip";
        dump(id, path, List.of("--archive=" + name), out);
    }

    /** Hands over every difference from {@code first} to {@code second}, on the calling thread. */
    public DiffStatistics diff(String first, String second, Consumer<Change> consumer) {
        JsonNode[] statistics = {null};
        reading("comparison", "diff", "--json", "--", here(first), here(second))
                .about(first + " or " + second)
                .to(Sink.lines(line -> {
                    JsonNode node = Json.parse(line);
                    switch (node.path("message_type").asText()) {
                        case "change" ->
                            consumer.accept(new Change(
                                    node.path("path").asText(),
                                    Change.kindOf(node.path("modifier").asText())));
                        case "statistics" -> statistics[0] = node;
                        default -> {
                            // Other messages may come with other versions.
                        }
                    }
                }))
                .succeed();
        JsonNode node = statistics[0];
        return new DiffStatistics(
                node.path("added").path("files").asLong(),
                node.path("removed").path("files").asLong(),
                node.path("changed_files").asLong(),
                node.path("added").path("bytes").asLong(),
                node.path("removed").path("bytes").asLong());
    }

    /**
     * Looks for damage. Needs the repository alone, unless it runs without lock.
     *
     * @throws ResticException.RepositoryUnreachable also when the storage went away in the middle of it, which is no damage
     * @throws ResticException.RepositoryMissing likewise
     */
    public CheckReport check(CheckDepth depth) {
        return new Damage(runner, options).check(depth);
    }

    /**
     * The snapshots that need any of some packs, by full ids, as {@link CheckReport#damagedPacks()} names them. Reads all trees.
     *
     * @throws ResticException when it cannot be told, as where trees or the packs' own lists are damaged: then think of all
     */
    public Set<String> snapshotsUsing(Set<String> packs) {
        return new Damage(runner, options).snapshotsUsing(packs);
    }

    /** Drops snapshots, by full ids. Their data stays until {@link #prune()}. Unknown ids are no error. */
    public Forgotten forget(List<String> ids) {
        return new Forgetting(runner, options).forget(ids);
    }

    /**
     * Drops snapshots, by full ids, and frees what no snapshot needs any more, in one process: to open the repository takes
     * longer than to forget. Where all ids are unknown, as after a crash behind the forgetting, a second one only frees.
     * Needs the repository alone.
     */
    public Forgotten forgetAndPrune(List<String> ids) {
        return new Forgetting(runner, options).forgetAndPrune(ids);
    }

    /** Frees what no snapshot needs any more. Needs the repository alone. */
    public void prune() {
        new Forgetting(runner, options).prune();
    }

    /** Adds up sizes, of all snapshots or of some. Reads all their trees, so it takes seconds. */
    public Stats stats(Stats.Mode mode, String... ids) {
        Runner.Call call = reading("statistics", "stats", "--json", "--mode=" + mode.argument(), "--");
        for (String id : ids) {
            call.arguments(here(id)).about(id);
        }
        JsonNode node = call.document();
        long count = mode == Stats.Mode.RAW_DATA
                ? node.path("total_blob_count").asLong()
                : node.path("total_file_count").asLong();
        return new Stats(
                node.path("total_size").asLong(),
                count,
                node.path("snapshots_count").asLong());
    }

    /** All locks, each of which costs a restic process to read; no process where a local repository has none. */
    public List<Lock> locks() {
        return new Locks(runner, options).list();
    }

    /**
     * Clears the locks that dead processes of ours, on this host, left: those that this cache directory's journal knows,
     * so also from before a restart. Locks of anybody else stay. On remote storage, where restic removes every stale lock
     * at once, nothing is removed while a stale lock of somebody else is among them.
     */
    public Unlocked unlockOwnDead() {
        return new Locks(runner, options).unlockOwnDead();
    }

    /** The same, and costs nothing where no process of ours has died without cleaning up. */
    public void unlockIfOwnDied() {
        new Locks(runner, options).unlockIfOwnDied();
    }

    @Override
    public String toString() {
        return "ResticRepository[" + runner.access().shownLocation() + ", " + runner.restic() + "]";
    }

    private Runner.Call reading(String operation, String command, String... arguments) {
        return runner.call(operation, options).arguments(command).reading().arguments(arguments);
    }

    private List<Snapshot> snapshots(List<String> arguments, @Nullable String id) {
        Runner.Call call =
                reading("listing of snapshots", arguments.getFirst()).arguments(arguments.subList(1, arguments.size()));
        if (id != null) {
            call.about(id);
        }
        List<Snapshot> snapshots = new ArrayList<>();
        call.document().forEach(node -> snapshots.add(Json.snapshot(node)));
        return List.copyOf(snapshots);
    }

    private void dump(String id, String path, List<String> more, OutputStream out) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("\"" + path + "\" must be a path within the snapshot, starting with /");
        }
        Runner.Call call = reading("download", "dump")
                .arguments(more)
                .arguments("--", here(id), path)
                .movingData()
                .about(id)
                .to(Sink.to(out));
        Finished finished = call.finish();
        if (finished.exit() != 0) {
            if (String.join("\n", finished.stderr().lines()).contains("not found in snapshot")) {
                throw new ResticException.PathMissing(List.of(path), "snapshot " + id);
            }
            throw call.failure(finished);
        }
    }
}
