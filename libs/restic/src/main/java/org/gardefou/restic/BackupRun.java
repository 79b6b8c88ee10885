package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One backup, from the check of its paths to its summary. */
final class BackupRun {
    private static final int EXIT_INCOMPLETE = 3;
    private static final String SKIPPED = " does not exist, skipping";

    private final Runner runner;
    private final CallOptions options;
    private final BackupRequest request;
    private final ProgressMeter meter;
    private @Nullable JsonNode summary;

    BackupRun(Runner runner, CallOptions options, BackupRequest request, ProgressListener listener) {
        this.runner = runner;
        this.options = options;
        this.request = request;
        this.meter = new ProgressMeter(listener, System::nanoTime);
    }

    BackupSummary run() {
        requirePaths();
        Runner.Call call = runner.call("backup", options)
                .arguments(arguments())
                .movingData()
                .in(request.place())
                .confinedTo(request.place())
                .to(Sink.lines(this::line));
        return judged(call, call.finish());
    }

    BackupSummary run(Elsewhere there) {
        Runner.Call call = runner.call("backup", options).arguments(arguments()).to(Sink.lines(this::line));
        return judged(call, call.finish(there));
    }

    private BackupSummary judged(Runner.Call call, Finished finished) {
        if (finished.exit() != 0 && finished.exit() != EXIT_INCOMPLETE) {
            throw call.failure(finished);
        }
        if (summary == null) {
            throw call.unreadable(
                    "it ended without a summary.",
                    new IOException(finished.stderr().tail()));
        }
        BackupSummary result = result(summary);
        List<Unreadable> unreadable = unreadable(finished);
        if (finished.exit() == EXIT_INCOMPLETE || !unreadable.isEmpty()) {
            throw new ResticException.BackupIncomplete(result, unreadable);
        }
        meter.finished(result.bytesProcessed(), result.filesProcessed());
        return result;
    }

    /** restic itself backs up the rest and calls it a success. */
    private void requirePaths() {
        if (!Files.isDirectory(request.place())) {
            throw new ResticException.PathMissing(
                    List.of(request.baseDirectory().toString()), "the file system");
        }
        List<String> missing = request.paths().stream()
                .filter(path -> !Files.exists(request.place().resolve(path), LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (!missing.isEmpty()) {
            throw new ResticException.PathMissing(
                    missing, request.baseDirectory().toString());
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("backup", "--json", "--host=" + request.host()));
        request.tags().forEach(tag -> arguments.add("--tag=" + tag));
        request.excludes().forEach(pattern -> arguments.add("--exclude=" + pattern));
        if (request.parent() != null) {
            arguments.add("--parent=" + SnapshotIds.require(request.parent()));
        }
        arguments.add("--");
        arguments.addAll(request.paths());
        return arguments;
    }

    private void line(byte[] line) throws IOException {
        JsonNode node = Json.parse(line);
        switch (node.path("message_type").asText()) {
            case "status" ->
                meter.update(
                        node.path("bytes_done").asLong(),
                        Math.max(
                                request.expectedBytes(),
                                node.path("total_bytes").asLong()),
                        node.path("files_done").asLong(),
                        node.path("total_files").asLong());
            case "summary" -> summary = node;
            default -> {
                // Other messages (verbose ones) may come with other versions.
            }
        }
    }

    private BackupSummary result(JsonNode node) {
        String id = node.path("snapshot_id").asText();
        JsonNode packed = node.path("data_added_packed");
        return new BackupSummary(
                new SnapshotIds(runner).full(SnapshotIds.require(id)),
                node.path("files_new").asLong(),
                node.path("files_changed").asLong(),
                node.path("files_unmodified").asLong(),
                node.path("dirs_new").asLong(),
                node.path("dirs_changed").asLong(),
                node.path("dirs_unmodified").asLong(),
                node.path("total_files_processed").asLong(),
                node.path("total_bytes_processed").asLong(),
                node.path("data_added").asLong(),
                packed.isNumber() ? OptionalLong.of(packed.asLong()) : OptionalLong.empty(),
                Duration.ofNanos(Math.round(node.path("total_duration").asDouble() * 1e9)));
    }

    /** A path that vanished between our check and restic's only shows in a text. */
    private List<Unreadable> unreadable(Finished finished) {
        List<Unreadable> all = new ArrayList<>(finished.stderr().items());
        finished.stderr().lines().stream()
                .filter(line -> line.endsWith(SKIPPED))
                .map(line -> new Unreadable(line.substring(0, line.length() - SKIPPED.length()), "does not exist"))
                .distinct()
                .forEach(all::add);
        return all;
    }
}
