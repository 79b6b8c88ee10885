package org.gardefou.support.coverage;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the rules say. */
public record Verdict(Outcome outcome, List<Reason> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    static Verdict of(Outcome outcome, Reason... reasons) {
        return new Verdict(outcome, List.of(reasons));
    }

    Verdict without(Reason reason) {
        return new Verdict(
                outcome, reasons.stream().filter(other -> other != reason).toList());
    }

    Verdict because(Reason... more) {
        return new Verdict(
                outcome, Stream.concat(reasons.stream(), Arrays.stream(more)).toList());
    }
}
