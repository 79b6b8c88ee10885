package org.gardefou.support.coverage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gardefou.support.coverage.CoverageRuleSet.Decided;
import org.gardefou.support.coverage.Situation.Party;
import org.jspecify.annotations.Nullable;

/** What no rules may do, whoever writes them: tried in every situation there is. Pure. */
final class Guards {

    private static final Set<Reason> BLAME = EnumSet.of(Reason.CUSTOMER_CHANGE, Reason.THIRD_PARTY_CAUSE);
    private static final Set<Party> NEVER_BILLED = EnumSet.of(Party.HOST, Party.SHARED, Party.UNDETERMINED);

    private Guards() {}

    /** What is wrong with a rule set, each fault once with a situation that shows it; empty where it may count. */
    static List<String> faults(CoverageRuleSet rules) {
        Set<String> faults = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Set<String> said = new HashSet<>();
        for (String code : rules.codes())
            if (!said.add(code)) faults.add("the code \"%s\" is there twice".formatted(code));
        Set<String> kinds = new HashSet<>();
        for (Situation situation : Situation.all()) {
            Decided decided = rules.decide(situation);
            if (decided != null) seen.addAll(decided.rules());
            fault(situation, decided)
                    .filter(kinds::add)
                    .ifPresent(fault -> faults.add("%s, in the situation %s".formatted(fault, situation)));
        }
        for (String code : said)
            if (!seen.contains(code)) faults.add("\"%s\" is never reached: another stands before it".formatted(code));
        return new ArrayList<>(faults);
    }

    private static Optional<String> fault(Situation situation, @Nullable Decided decided) {
        if (decided == null) return Optional.of("no rule fits");
        Verdict verdict = decided.verdict();
        boolean bills =
                verdict.outcome() == Outcome.BILLABLE || verdict.reasons().contains(Reason.REPAIR_SOLD);
        if (verdict.reasons().isEmpty()) return Optional.of("nothing is said to the customer");
        if (verdict.outcome() == Outcome.DECLINED) return Optional.of("a machine refuses a customer (GDPR art. 22)");
        if (!situation.confidence().sure() && verdict.reasons().stream().anyMatch(BLAME::contains))
            return Optional.of("somebody is blamed while it is not sure");
        if (situation.assessed()
                && situation.party() == Party.HOST
                && situation.confidence().sure()
                && verdict.outcome() != Outcome.PLATFORM_FAULT)
            return Optional.of("a fault of ours is not called ours");
        return bills ? billed(situation) : Optional.empty();
    }

    private static Optional<String> billed(Situation situation) {
        if (NEVER_BILLED.contains(situation.party()))
            return Optional.of("a customer is billed for what is not surely theirs");
        if (!situation.assessed() || !situation.confidence().sure())
            return Optional.of("a customer is billed by a diagnosis that is not sure");
        if (!situation.warned()) return Optional.of("a customer is billed who was not warned");
        if (!situation.termsAccepted() || !situation.contractKnown())
            return Optional.of("a customer is billed who has agreed to nothing");
        return situation.sold() ? Optional.empty() : Optional.of("a customer is billed without a price");
    }
}
