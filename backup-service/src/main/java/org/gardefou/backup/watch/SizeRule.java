package org.gardefou.backup.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.gardefou.backup.watch.Signal.Kind;

/** Whether a backup is much smaller or larger than those before it. The median forgives single odd ones. Pure. */
final class SizeRule {

    private SizeRule() {}

    /**
     * From when on a difference is said; both of a pair must be reached.
     *
     * @param fewest with how many points one must be compared at least
     * @param shrunkPercent the part of the median that is missing
     * @param grownPercent what came in addition to it
     */
    record Limits(
            int fewest, int shrunkPercent, long shrunkBytes, long shrunkFiles, int grownPercent, long grownBytes) {}

    /** Says nothing where there are too few to compare with: a site begins small. */
    static Optional<Signal> judge(Observed now, List<Observed> before, Limits limits) {
        if (before.size() < limits.fewest()) return Optional.empty();
        long bytes = median(before, Observed::bytes);
        long files = median(before, Observed::files);
        boolean lessBytes = bytes - now.bytes() >= limits.shrunkBytes()
                && percent(bytes - now.bytes(), bytes) >= limits.shrunkPercent();
        boolean lessFiles = files - now.files() >= limits.shrunkFiles()
                && percent(files - now.files(), files) >= limits.shrunkPercent();
        Map<String, Object> facts =
                Map.of("bytes", now.bytes(), "usualBytes", bytes, "files", now.files(), "usualFiles", files);
        if (lessBytes || lessFiles) return Optional.of(new Signal(Kind.SHRINKING, "", facts));
        boolean more = now.bytes() - bytes >= limits.grownBytes()
                && percent(now.bytes() - bytes, bytes) >= limits.grownPercent();
        return more ? Optional.of(new Signal(Kind.GROWING, "", facts)) : Optional.empty();
    }

    private static double percent(long part, long whole) {
        return whole == 0 ? Double.POSITIVE_INFINITY : 100.0 * part / whole;
    }

    /** Of an even number the lower of the two in the middle. */
    private static long median(List<Observed> all, ToLongFunction<Observed> of) {
        return all.stream()
                .mapToLong(of)
                .sorted()
                .skip((all.size() - 1) / 2)
                .findFirst()
                .orElse(0);
    }
}
