package org.gardefou.backup.verification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part of a repository's data is read next, and what has been read by that. A part is a share of the packs by their names, so a new
 * pack can fall into any of them: only all parts read behind its making have read it. Pure.
 */
final class DataRotation {

    private DataRotation() {}

    /**
     * One part of the data.
     *
     * @param triedAt when it was last read
     * @param wholeAt when that began and found it whole; empty where it was damaged the last time
     */
    record Part(int part, Instant triedAt, Optional<Instant> wholeAt) {}

    /** The one that was never read, or not for the longest time. */
    static int next(List<Part> read, int parts) {
        Map<Integer, Instant> tried = read.stream().collect(Collectors.toMap(Part::part, Part::triedAt));
        return IntStream.rangeClosed(1, parts)
                .boxed()
                .min(Comparator.comparing((Integer part) -> tried.getOrDefault(part, Instant.MIN)))
                .orElseThrow();
    }

    /** Since when all of it has been found whole; empty while a part is missing or damaged. */
    static Optional<Instant> wholeSince(List<Part> read, int parts) {
        List<Instant> whole = read.stream()
                .map(Part::wholeAt)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
        return whole.size() < parts ? Optional.empty() : Optional.of(whole.getFirst());
    }
}
