package org.gardefou.support.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gardefou.support.coverage.CoverageRuleSet.Decided;

/** A rule set, worked out for every situation there is: deciding is looking up. */
public final class CoverageTable {

    private final String version;
    private final Decided[] decided;

    private CoverageTable(String version, Decided[] decided) {
        this.version = version;
        this.decided = decided;
    }

    /**
     * Works a rule set out.
     *
     * @throws IllegalArgumentException where the guards do not let it pass
     */
    public static CoverageTable of(CoverageRuleSet rules) {
        List<String> faults = Guards.faults(rules);
        if (!faults.isEmpty())
            throw new IllegalArgumentException(
                    "The coverage rules %s: %s".formatted(rules.version(), faults.getFirst()));
        List<Situation> all = Situation.all();
        Decided[] decided = new Decided[all.size()];
        // Few verdicts, many situations: each is kept once
        Map<Decided, Decided> once = new HashMap<>();
        for (Situation situation : all) {
            Decided found = Objects.requireNonNull(rules.decide(situation));
            decided[situation.number()] = once.computeIfAbsent(found, same -> same);
        }
        return new CoverageTable(rules.version(), decided);
    }

    /** Which rules these are. */
    public String version() {
        return version;
    }

    /** Decides. Pure: same facts, same verdict. */
    public Decided decide(CoverageFacts facts) {
        return decided[Situation.of(facts).number()];
    }
}
