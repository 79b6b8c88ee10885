package org.gardefou.support.coverage;

import static org.gardefou.support.coverage.Outcome.*;
import static org.gardefou.support.coverage.Reason.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shipped rules of coverage as conditions in Java: what the tables are measured against. */
final class CoverageByHand {

    private static final Set<String> SURE = Set.of("HIGH", "MEDIUM");

    private CoverageByHand() {}

    static Verdict decide(CoverageFacts facts) {
        return correctForMissingWarning(facts, firstThatFits(facts));
    }

    private static Verdict firstThatFits(CoverageFacts facts) {
        if (facts.assessment() == null) return verdict(NEEDS_INFORMATION, ASSESSMENT_MISSING);
        if (facts.party().equals("HOST") && SURE.contains(facts.confidence())) {
            return verdict(PLATFORM_FAULT, PLATFORM_CAUSE);
        }
        if (facts.party().equals("UNDETERMINED")) return verdict(NEEDS_REVIEW, CAUSE_UNDETERMINED);
        if (!facts.contractKnown()) return verdict(NEEDS_INFORMATION, CONTRACT_UNKNOWN);
        if (facts.party().equals("SHARED")) return withWayBack(facts, verdict(NEEDS_REVIEW, SHARED_CAUSE));
        if (facts.repairIncluded()) return verdict(INCLUDED, REPAIR_IN_PLAN);
        if (!SURE.contains(facts.confidence())) {
            return withWayBack(facts, verdict(NEEDS_REVIEW, CONFIDENCE_TOO_LOW));
        }
        if (canRestore(facts)) return offerRepair(facts, verdict(SELF_SERVICE, cause(facts), RESTORE_INCLUDED));
        if (facts.guide() != null) return offerRepair(facts, verdict(SELF_SERVICE, cause(facts), GUIDE_EXISTS));
        if (!facts.termsAccepted()) return verdict(NEEDS_REVIEW, cause(facts), TERMS_NOT_ACCEPTED);
        if (facts.repairPrice() != null) return verdict(BILLABLE, cause(facts), REPAIR_SOLD);
        return verdict(NEEDS_REVIEW, cause(facts), REPAIR_NOT_SOLD);
    }

    /** Rule 9 of the reference, as a correction: taken as "first match" it would never fire behind the others. */
    private static Verdict correctForMissingWarning(CoverageFacts facts, Verdict verdict) {
        if (facts.warned()) return verdict;
        return switch (verdict.outcome()) {
            case SELF_SERVICE ->
                facts.change() == null
                        ? without(verdict, REPAIR_SOLD)
                        : withWayBack(facts, verdict(INCLUDED_GOODWILL, cause(facts), NOT_WARNED));
            case BILLABLE ->
                facts.change() == null
                        ? verdict(NEEDS_REVIEW, CHANGE_NOT_KNOWN)
                        : verdict(INCLUDED_GOODWILL, cause(facts), NOT_WARNED);
            default -> verdict;
        };
    }

    private static Reason cause(CoverageFacts facts) {
        return facts.party().equals("THIRD_PARTY") ? THIRD_PARTY_CAUSE : CUSTOMER_CHANGE;
    }

    private static boolean canRestore(CoverageFacts facts) {
        return facts.selfServiceRestore() && facts.restorePoint() != null;
    }

    private static Verdict withWayBack(CoverageFacts facts, Verdict verdict) {
        return canRestore(facts) ? because(verdict, RESTORE_INCLUDED) : verdict;
    }

    private static Verdict offerRepair(CoverageFacts facts, Verdict verdict) {
        return facts.repairPrice() != null && facts.termsAccepted() ? because(verdict, REPAIR_SOLD) : verdict;
    }

    private static Verdict verdict(Outcome outcome, Reason... reasons) {
        return new Verdict(outcome, List.of(reasons));
    }

    private static Verdict without(Verdict verdict, Reason reason) {
        return new Verdict(
                verdict.outcome(),
                verdict.reasons().stream().filter(other -> other != reason).toList());
    }

    private static Verdict because(Verdict verdict, Reason more) {
        List<Reason> reasons = new ArrayList<>(verdict.reasons());
        reasons.add(more);
        return new Verdict(verdict.outcome(), reasons);
    }
}
