package org.gardefou.benchmarks;

import java.util.Arrays;
import java.util.List;

/** Ours divided by the peer's, over several pairs. */
record Ratio(double q1, double median, double q3) {

    static Ratio of(List<Double> ratios) {
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Ratio(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return quantile(sorted, 0.5);
    }

    /** Linear interpolation between the two nearest ranks (Hyndman and Fan, type 7). */
    static double quantile(double[] sorted, double p) {
        if (sorted.length == 0) throw new IllegalArgumentException("No values");
        double rank = p * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    static double quantileOf(List<Double> values, double p) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return quantile(sorted, p);
    }
}
