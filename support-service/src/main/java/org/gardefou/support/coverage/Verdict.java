package org.gardefou.support.coverage;

import java.util.List;

/** What the rules say. */
public record Verdict(Outcome outcome, List<Reason> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    static Verdict of(Outcome outcome, Reason... reasons) {
        return new Verdict(outcome, List.of(reasons));
    }

    Verdict because(Reason... more) {
        return new Verdict(
                outcome,
                java.util.stream.Stream.concat(reasons.stream(), java.util.Arrays.stream(more))
                        .toList());
    }
}
