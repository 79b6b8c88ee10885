package org.gardefou.backup.watch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gardefou.backup.restorepoint.Churn;
import org.gardefou.backup.watch.Signal.Kind;

/**
 * Whether a site's files may have been encrypted. Pure, in two steps: numbers that come with every backup say whether a change is far above the
 * site's own usual; only then the names of what changed are looked at, which takes a look into the repository.
 *
 * <p>A large update changes many files as well: of known kinds, at known names. What encrypts gives files new endings or meaningless names, or
 * changes the content of pictures and documents, which nobody else does to half of them at once.
 */
final class ChurnRule {

    private ChurnRule() {}

    /**
     * From when on a change is looked into, and said.
     *
     * @param percent the least share of files that are new or changed
     * @param times how many times the site's own usual share
     * @param files the fewest files
     * @param suspicious the part of them, in percent, that looks like it
     */
    record Limits(int percent, int times, long files, int suspicious) {}

    /** A site of which nearly all files change with each backup is looked into when all do. */
    private static final double NEARLY_ALL = 0.95;

    /** Whether so much changed that the names are worth a look. The first backup of a site, in which all is new, says nothing. */
    static boolean unusual(Observed now, List<Observed> before, Limits limits) {
        Optional<Churn> churn = now.churn().filter(counted -> !counted.first());
        if (churn.isEmpty() || before.isEmpty()) return false;
        long files = churn.get().filesNew() + churn.get().filesChanged();
        double least = Math.min(NEARLY_ALL, Math.max(limits.percent() / 100.0, limits.times() * usual(before)));
        return files >= limits.files() && churn.get().share() >= least;
    }

    /** The median of what changed before; nothing where nothing is known. */
    static double usual(List<Observed> before) {
        List<Double> shares = before.stream()
                .flatMap(point -> point.churn().stream())
                .filter(churn -> !churn.first())
                .map(Churn::share)
                .sorted()
                .toList();
        return shares.isEmpty() ? 0 : shares.get((shares.size() - 1) / 2);
    }

    /** What the names of an unusual change say. */
    static Optional<Signal> judge(Observed now, List<Observed> before, NameFacts names, Limits limits) {
        double part = limits.suspicious() / 100.0;
        boolean renamed = names.strange() >= limits.files()
                && names.strange() >= part * names.added()
                // What is added under strange names while all else stays is a cache, or an import.
                && names.removed() + names.changed() >= part * names.strange();
        boolean rewritten = names.mediaChanged() >= limits.files() && names.mediaChanged() >= part * names.media();
        if (!renamed && !rewritten) return Optional.empty();
        return Optional.of(new Signal(
                Kind.CHURN,
                "",
                Map.of(
                        "percent", percent(now.churn().map(Churn::share).orElse(0.0)),
                        "usualPercent", percent(usual(before)),
                        "strangeNames", names.strange(),
                        "filesAdded", names.added(),
                        "filesRemoved", names.removed(),
                        "picturesAndDocumentsChanged", names.mediaChanged(),
                        "examples", names.examples())));
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }
}
