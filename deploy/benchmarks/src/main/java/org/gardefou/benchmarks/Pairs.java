package org.gardefou.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs ours and the peer's in turns, so that what the machine does besides hits both. */
final class Pairs {

    private final int count;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> peers = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    Pairs(int count) {
        this.count = count;
    }

    /** Each call gives one measurement in the same unit. */
    Pairs run(Callable<Double> our, Callable<Double> peer) throws Exception {
        for (int pair = 1; pair <= count; pair++) {
            double one = our.call();
            double other = peer.call();
            add(one, other);
            System.out.printf(
                    Locale.ROOT,
                    "  pair %d/%d: ours %.2f, peer %.2f, ratio %.3f%n",
                    pair,
                    count,
                    one,
                    other,
                    one / other);
        }
        return this;
    }

    /** A pair that was measured otherwise. */
    void add(double one, double other) {
        ours.add(one);
        peers.add(other);
        ratios.add(one / other);
    }

    Ratio ratio() {
        return Ratio.of(ratios);
    }

    Result result(String name, String unit, double target, boolean atLeast, Map<String, Object> counts) {
        return result(name, unit, target, atLeast, counts, true);
    }

    Result result(
            String name, String unit, double target, boolean atLeast, Map<String, Object> counts, boolean countsMet) {
        return new Result(
                name,
                unit,
                Ratio.median(ours),
                Ratio.median(peers),
                Ratio.of(ratios),
                target,
                atLeast,
                counts,
                countsMet);
    }
}
