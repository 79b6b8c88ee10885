package org.gardefou.backup.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.backup.run.Failure;
import org.gardefou.backup.watch.Signal.Kind;

/** Whether something that was backed up has gone or is empty: a backup of nothing succeeds, and is worth nothing. Pure. */
final class SilenceRule {

    private SilenceRule() {}

    /** What fell silent between two points. */
    static List<Signal> fallen(Observed now, Observed before) {
        List<Signal> found = new ArrayList<>();
        // A dump and its description are files of ours, which are always there.
        if (now.files() <= ours(now) && before.files() > ours(before)) {
            found.add(new Signal(Kind.SILENT_SOURCE, "", Map.of("files", now.files(), "filesBefore", before.files())));
        }
        before.tables().forEach((name, tables) -> {
            int left = now.tables().getOrDefault(name, 0);
            if (tables > 0 && left == 0) {
                found.add(new Signal(
                        Kind.SILENT_SOURCE,
                        name,
                        Map.of(
                                "tables",
                                left,
                                "tablesBefore",
                                tables,
                                "listed",
                                now.tables().containsKey(name))));
            }
        });
        return found;
    }

    /** What a failed run says of a source. */
    static Optional<Signal> failed(Failure.Code code) {
        return switch (code) {
            case FILES_MISSING -> Optional.of(new Signal(Kind.SILENT_SOURCE, "", Map.of("missing", true)));
            case DATABASE_MISSING -> Optional.of(new Signal(Kind.SILENT_SOURCE, "*", Map.of("missing", true)));
            default -> Optional.empty();
        };
    }

    /** Which of the silent sources speak again. */
    static Set<String> back(Set<String> silent, Observed now) {
        return silent.stream()
                .filter(subject -> switch (subject) {
                    case "" -> now.files() > ours(now);
                    // A run that ended well has found each database.
                    case "*" -> true;
                    default -> now.tables().getOrDefault(subject, 0) > 0;
                })
                .collect(Collectors.toSet());
    }

    private static long ours(Observed point) {
        return 1 + 3L * point.tables().size();
    }
}
