package org.gardefou.restic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dropping snapshots, and freeing what none needs any more. */
final class Forgetting {
    private static final String NOT_REMOVED = "unable to remove ";
    private static final Pattern IGNORED = Pattern.compile("Ignoring \"([0-9a-f]+)\"");

    private final Runner runner;
    private final CallOptions options;

    Forgetting(Runner runner, CallOptions options) {
        this.runner = runner;
        this.options = options;
    }

    Forgotten forget(List<String> ids) {
        return ids.isEmpty()
                ? new Forgotten(List.of(), List.of())
                : forgotten(ids, runner.call("forgetting", options).arguments("forget"));
    }

    Forgotten forgetAndPrune(List<String> ids) {
        if (ids.isEmpty()) {
            prune();
            return new Forgotten(List.of(), List.of());
        }
        Forgotten forgotten = forgotten(
                ids,
                runner.call("forgetting and prune", options)
                        .arguments("forget", "--prune")
                        .movingData());
        if (forgotten.removed().isEmpty()) {
            // restic prunes only behind what it has forgotten itself.
            prune();
        }
        return forgotten;
    }

    void prune() {
        runner.call("prune", options).arguments("prune").movingData().succeed();
    }

    private static Forgotten forgotten(List<String> ids, Runner.Call call) {
        ids.forEach(SnapshotIds::require);
        Finished finished = call.arguments("--").arguments(ids).succeed();
        // 0.18 calls it a success that the storage refused.
        if (finished.stderr().lines().stream().anyMatch(line -> line.startsWith(NOT_REMOVED))) {
            throw call.failure(finished);
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (String line : finished.stderr().lines()) {
            Matcher ignored = IGNORED.matcher(line);
            if (ignored.find()) {
                unknown.add(ignored.group(1));
            }
        }
        List<String> removed = new ArrayList<>(ids);
        removed.removeAll(unknown);
        return new Forgotten(List.copyOf(removed), List.copyOf(unknown));
    }
}
