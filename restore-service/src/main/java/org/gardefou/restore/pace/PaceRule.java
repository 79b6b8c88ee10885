package org.gardefou.restore.pace;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gardefou.restore.language.Text;

/** How long a restore will take, by how fast earlier ones were. Pure. */
public final class PaceRule {

    /** So few say little of the next one: what they span is widened. */
    private static final int FEW = 3;

    private static final double WIDER = 1.5;

    /** What was much smaller, such as one table, took most of its time to begin: its bytes a second say nothing of a whole site. */
    private static final long LARGER = 4;

    /** Where nothing was measured: a shared disk that is busy, and one that is not. */
    private static final double SLOW = 5e6;

    private static final double FAST = 60e6;

    /** And around it: no safety backup to wait for, and one of a site of some size. */
    private static final double LITTLE = 10;

    private static final double MUCH = 180;

    private PaceRule() {}

    /** For so many bytes: by this site's own restores, else by others on its server, else assumed. */
    public static Estimate estimate(long bytes, List<Pace> paces) {
        List<Pace> comparable =
                paces.stream().filter(pace -> bytes <= pace.bytes() * LARGER).toList();
        List<Pace> own = comparable.stream().filter(Pace::ofTheSite).toList();
        if (!own.isEmpty()) return measured(bytes, own, Estimate.Source.THIS_SITE);
        if (!comparable.isEmpty()) return measured(bytes, comparable, Estimate.Source.SAME_SERVER);
        double shortest = LITTLE + bytes / FAST;
        double longest = MUCH + bytes / SLOW;
        return new Estimate(
                seconds(shortest),
                seconds(Math.sqrt(shortest * longest)),
                seconds(longest),
                Estimate.Source.ASSUMED,
                0);
    }

    private static Estimate measured(long bytes, List<Pace> paces, Estimate.Source source) {
        double[] preparing = sorted(paces, pace -> scaled(bytes, pace));
        double[] around = sorted(paces, pace -> seconds(pace.around()));
        double wider = paces.size() < FEW ? WIDER : 1;
        return new Estimate(
                seconds((preparing[0] + around[0]) / wider),
                seconds(median(preparing) + median(around)),
                seconds((preparing[preparing.length - 1] + around[around.length - 1]) * wider),
                source,
                paces.size());
    }

    /** As long as then for each byte; an empty site took its time, too. */
    private static double scaled(long bytes, Pace pace) {
        return pace.bytes() <= 0 || bytes <= 0
                ? seconds(pace.preparing())
                : seconds(pace.preparing()) * ((double) bytes / pace.bytes());
    }

    /** What is said of it. */
    public static Text text(Estimate estimate) {
        Text length = new Text("Entre %s et %s", "Between %s and %s")
                .with(shown(estimate.shortest()), shown(estimate.longest()));
        Text source =
                switch (estimate.source()) {
                    case THIS_SITE ->
                        new Text(
                                        "d'après %d restauration(s) précédente(s) de ce site.",
                                        "by %d earlier restore(s) of this site.")
                                .with(estimate.restores());
                    case SAME_SERVER ->
                        new Text(
                                        "d'après %d restauration(s) d'autres sites du même serveur : celui-ci n'a encore jamais été restauré.",
                                        "by %d restore(s) of other sites on the same server: this one has never been restored yet.")
                                .with(estimate.restores());
                    case ASSUMED ->
                        new Text(
                                "estimation sans mesure : ni ce site ni un autre du même serveur n'a encore jamais été restauré.",
                                "assumed, not measured: neither this site nor another one on its server has ever been restored.");
                };
        return new Text(length.fr() + ", " + source.fr(), length.en() + ", " + source.en());
    }

    private static String shown(Duration length) {
        long all = Math.max(1, length.toSeconds());
        if (all < 120) return all + " s";
        long minutes = Math.round(all / 60.0);
        return minutes < 120 ? minutes + " min" : "%d h %02d min".formatted(minutes / 60, minutes % 60);
    }

    private static double[] sorted(List<Pace> paces, ToDoubleFunction<Pace> of) {
        return paces.stream().mapToDouble(of).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private static double seconds(Duration length) {
        return Math.max(0, length.toMillis()) / 1e3;
    }

    private static Duration seconds(double length) {
        return Duration.ofSeconds(Math.max(1, Math.round(length)));
    }
}
