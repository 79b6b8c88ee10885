package org.gardefou.support.coverage;

import java.util.List;

/** What the rules say. */
public record Verdict(Outcome outcome, List<Reason> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
