package org.gardefou.restic;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looking for damage, and for what it hits. */
final class Damage {
    private static final Pattern PACK = Pattern.compile("(?:Pack ID does not match, want|[Pp]ack) ([0-9a-f]{64})");

    private final Runner runner;
    private final CallOptions options;

    Damage(Runner runner, CallOptions options) {
        this.runner = runner;
        this.options = options;
    }

    CheckReport check(CheckDepth depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Runner.Call call = runner.call("check", options)
                .arguments("check")
                .reading()
                .movingData()
                .to(Sink.to(out));
        depth.argument().ifPresent(call::arguments);
        Finished finished = call.finish();
        if (finished.exit() == 0) {
            return new CheckReport(true, List.of(), Set.of());
        }
        ResticException failure = call.failure(finished);
        if (!(failure instanceof ResticException.Damaged)) {
            throw failure;
        }
        List<String> problems = finished.stderr().lines();
        call.failures().away(problems).ifPresent(away -> {
            throw away;
        });
        // A folder that was unmounted meanwhile looks like one whose files are lost.
        new Making(runner, options).open();
        Set<String> packs = new LinkedHashSet<>();
        for (String problem : problems) {
            Matcher pack = PACK.matcher(problem);
            while (pack.find()) {
                packs.add(pack.group(1));
            }
        }
        return new CheckReport(false, problems, Set.copyOf(packs));
    }

    Set<String> snapshotsUsing(Set<String> packs) {
        packs.forEach(SnapshotIds::require);
        if (packs.isEmpty()) {
            return Set.of();
        }
        Runner.Call call = runner.call("search for packs", options)
                .arguments("find")
                .reading()
                .arguments("--json", "--pack", "--")
                .arguments(List.copyOf(packs))
                .movingData();
        Set<String> found = new LinkedHashSet<>();
        call.document().forEach(match -> {
            String snapshot = match.path("snapshot").asText();
            if (!snapshot.isEmpty()) {
                found.add(snapshot);
            }
        });
        return Set.copyOf(found);
    }
}
