package org.gardefou.restic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** One restore, from the look at what is selected to the count of what came. */
final class RestoreRun {
    /** Counting the target takes at most this share of the time, so that it does not slow the restore down. */
    private static final int COUNTING_SHARE = 20;

    private static final long SECOND = 1_000_000_000L;
    private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[]");

    private final Runner runner;
    private final CallOptions options;
    private final String id;
    private final RestoreRequest request;
    private final ProgressMeter meter;
    private final TreeCount count;
    private final boolean resticReports;
    private Contents expected = Contents.NOTHING;
    private long nextLook;

    RestoreRun(Runner runner, CallOptions options, String id, RestoreRequest request, ProgressListener listener) {
        this.runner = runner;
        this.options = options;
        this.id = SnapshotIds.require(id);
        this.request = request;
        this.meter = new ProgressMeter(listener, System::nanoTime);
        this.count = new TreeCount(request.target());
        this.resticReports = runner.restic().version().atLeast(ResticVersion.RESTORE_REPORTS_PROGRESS);
    }

    RestoreResult run() {
        long start = System.nanoTime();
        requireEmptyTarget();
        expected = Optional.ofNullable(request.expected()).orElseGet(this::list);
        if (expected.isEmpty()) {
            throw new ResticException.NothingSelected(id, request.includes());
        }
        nextLook = System.nanoTime() + SECOND;
        Runner.Call call = runner.call("restore", options)
                .arguments(arguments())
                .movingData()
                .about(id)
                .into(request.target())
                .to(Sink.lines(this::line))
                .onTick(this::look);
        Finished finished = call.finish();
        if (finished.exit() != 0) {
            throw failure(call, finished);
        }
        Contents found = counted(call);
        if (!expected.sameAs(found)) {
            throw new ResticException.RestoreIncomplete(
                    expected, found, finished.stderr().items());
        }
        meter.finished(found.bytes(), found.files());
        return new RestoreResult(found, Duration.ofNanos(System.nanoTime() - start));
    }

    private ResticException failure(Runner.Call call, Finished finished) {
        List<Unreadable> failed = finished.stderr().items();
        if (failed.isEmpty()) {
            return call.failure(finished);
        }
        List<String> reasons = new ArrayList<>(finished.stderr().lines());
        failed.forEach(item -> reasons.add(item.reason()));
        return call.failures()
                .storage(reasons, failed, request.target().toString())
                .orElseGet(() -> new ResticException.RestoreIncomplete(expected, counted(call), failed));
    }

    /** What is there already would be mixed with what comes, and counted with it. */
    private void requireEmptyTarget() {
        Path target = request.target();
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean empty;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(target)) {
            empty = !Files.isSymbolicLink(target) && !entries.iterator().hasNext();
        } catch (IOException e) {
            empty = false;
        }
        if (!empty) {
            throw new IllegalArgumentException("The target " + target
                    + " must be an empty folder, or not exist: restore beside what is there, then exchange the two");
        }
    }

    private Contents list() {
        Contents[] sum = {Contents.NOTHING};
        new ResticRepository(runner, options).list(id, node -> {
            if (request.selects(node)) {
                sum[0] = sum[0].plus(node);
            }
        });
        return sum[0];
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("restore"));
        if (resticReports) {
            arguments.add("--json");
        }
        if (options.withoutLock()) {
            arguments.add("--no-lock");
        }
        arguments.add("--target=" + request.target());
        request.includes().stream()
                .filter(path -> !path.equals("/"))
                .forEach(path -> arguments.add("--include=" + literal(path)));
        arguments.addAll(List.of("--", id));
        return arguments;
    }

    /** The pattern that matches this path alone. */
    static String literal(String path) {
        return SPECIAL.matcher(path).replaceAll("\\\\$0");
    }

    private void line(byte[] line) throws IOException {
        if (!resticReports || line.length == 0 || line[0] != '{') {
            return;
        }
        JsonNode node = Json.parse(line);
        if (node.path("message_type").asText().equals("status")) {
            // restic counts folders among the files here.
            meter.update(
                    node.path("bytes_restored").asLong(),
                    expected.bytes(),
                    Math.min(expected.files(), node.path("files_restored").asLong()),
                    expected.files());
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (resticReports || now - nextLook < 0) {
            return;
        }
        Contents present = count.now();
        long took = System.nanoTime() - now;
        nextLook = now + Math.max(SECOND, COUNTING_SHARE * took);
        meter.update(present.bytes(), expected.bytes(), present.files(), expected.files());
    }

    private Contents counted(Runner.Call call) {
        if (!Files.isReadable(request.target())) {
            throw call.unreadable(
                    "the target " + request.target() + " cannot be read to count what came.",
                    new IOException("unreadable"));
        }
        return count.now();
    }
}
