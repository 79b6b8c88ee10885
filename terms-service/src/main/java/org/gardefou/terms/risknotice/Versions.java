package org.gardefou.terms.risknotice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Versions of software, by the numbers that they begin with; what comes behind these (rc1, -beta) is not read. */
final class Versions {

    private static final Pattern NUMBERS =
            Pattern.compile("[vV]?(\\d{1,9}(?:\\.\\d{1,9}){0,5})(?!\\d).{0,60}", Pattern.DOTALL);

    private Versions() {}

    /** The numbers of a version, none where it does not begin with any. */
    static List<Long> numbers(String version) {
        Matcher read = NUMBERS.matcher(version.strip());
        if (!read.matches()) return List.of();
        return Stream.of(read.group(1).split("\\.")).map(Long::valueOf).toList();
    }

    /** The number at a place; a version that is told shorter has zeros behind. */
    static long at(List<Long> numbers, int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    /** Below zero when the first is older; empty when one of them cannot be read. */
    static Optional<Integer> compare(String one, String other) {
        List<Long> first = numbers(one);
        List<Long> second = numbers(other);
        if (first.isEmpty() || second.isEmpty()) return Optional.empty();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            int step = Long.compare(at(first, i), at(second, i));
            if (step != 0) return Optional.of(step);
        }
        return Optional.of(0);
    }
}
