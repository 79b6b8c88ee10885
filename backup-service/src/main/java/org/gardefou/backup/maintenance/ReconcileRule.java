package org.gardefou.backup.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gardefou.backup.maintenance.Difference.Kind;

/** In what a repository and what we know of it differ. Pure. */
final class ReconcileRule {

    private static final Pattern OURS =
            Pattern.compile("backup-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private ReconcileRule() {}

    /** A snapshot in the repository. */
    record Found(String snapshot, List<String> tags) {}

    /**
     * A restore point that we know.
     *
     * @param available whether it is offered: what has expired may be gone
     * @param gone whether its snapshot was missing the last time
     */
    record Known(UUID id, String snapshot, boolean available, boolean gone) {}

    /** What became of a backup. */
    enum Fate {
        AT_WORK,
        /** It left nothing that we know of. */
        WITHOUT_POINT,
        /** Its point is another snapshot, or has been forgotten. */
        OTHER_SNAPSHOT,
        /** Its point is this snapshot: it was made while we looked. */
        THIS_SNAPSHOT
    }

    /** What became of the backup of a snapshot's tag; empty for one that we do not know. */
    interface Fates {
        Optional<Fate> of(UUID backup, String snapshot);
    }

    static List<Difference> differences(List<Found> found, List<Known> known, Fates fates) {
        List<Difference> differences = new ArrayList<>();
        Set<String> ours = known.stream().map(Known::snapshot).collect(Collectors.toSet());
        for (Found one : found) {
            if (!ours.contains(one.snapshot())) unknown(one, fates).ifPresent(differences::add);
        }
        Set<String> there = found.stream().map(Found::snapshot).collect(Collectors.toSet());
        known.stream()
                .filter(Known::available)
                .map(point -> present(point, there.contains(point.snapshot())))
                .flatMap(Optional::stream)
                .forEach(differences::add);
        return List.copyOf(differences);
    }

    private static Optional<Difference> present(Known point, boolean there) {
        if (there != point.gone()) return Optional.empty();
        Kind kind = there ? Kind.SNAPSHOT_BACK : Kind.SNAPSHOT_GONE;
        return Optional.of(Difference.of(kind, point.snapshot(), point.id(), null));
    }

    private static Optional<Difference> unknown(Found one, Fates fates) {
        Optional<UUID> backup = one.tags().stream()
                .map(ReconcileRule::backup)
                .flatMap(Optional::stream)
                .findFirst();
        Function<UUID, Optional<Difference>> judged = id -> switch (fates.of(id, one.snapshot())
                .orElse(null)) {
            case null -> Optional.of(Difference.of(Kind.FOREIGN, one.snapshot(), null, id));
            case AT_WORK, THIS_SNAPSHOT -> Optional.empty();
            case WITHOUT_POINT, OTHER_SNAPSHOT -> Optional.of(Difference.of(Kind.LEFTOVER, one.snapshot(), null, id));
        };
        return backup.isPresent()
                ? judged.apply(backup.get())
                : Optional.of(Difference.of(Kind.FOREIGN, one.snapshot(), null, null));
    }

    private static Optional<UUID> backup(String tag) {
        Matcher ours = OURS.matcher(tag);
        return ours.matches() ? Optional.of(UUID.fromString(ours.group(1))) : Optional.empty();
    }
}
