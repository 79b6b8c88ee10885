package org.gardefou.support.coverage;

import static org.gardefou.support.coverage.Outcome.*;
import static org.gardefou.support.coverage.Reason.*;

import java.util.Set;

/**
 * The rules of coverage, in order; the first that fits decides. One correction stands behind them: a customer who was not warned of
 * a change is never sent a bill or left alone with it; where the change itself is not known, nobody could warn, and a person decides
 * whether anything is charged.
 *
 * <p>Doubt always goes to the customer's side (Code de la consommation, art. L211-1), and nothing here refuses a customer
 * automatically: what is not clear goes to a person (GDPR art. 22).
 */
public final class CoverageRules {

    /** Named in every decision, so that an old one can be read by the rules it was made with. */
    public static final String VERSION = "2026-11";

    private static final Set<String> SURE = Set.of("HIGH", "MEDIUM");

    private CoverageRules() {}

    /** Decides. Pure: same facts, same verdict. */
    public static Verdict decide(CoverageFacts facts) {
        return correctForMissingWarning(facts, firstThatFits(facts));
    }

    private static Verdict firstThatFits(CoverageFacts facts) {
        if (facts.assessment() == null) return Verdict.of(NEEDS_INFORMATION, ASSESSMENT_MISSING);
        if (facts.party().equals("HOST") && SURE.contains(facts.confidence())) {
            return Verdict.of(PLATFORM_FAULT, PLATFORM_CAUSE);
        }
        if (facts.party().equals("UNDETERMINED")) return Verdict.of(NEEDS_REVIEW, CAUSE_UNDETERMINED);
        if (!facts.contractKnown()) return Verdict.of(NEEDS_INFORMATION, CONTRACT_UNKNOWN);
        if (facts.party().equals("SHARED")) return withWayBack(facts, Verdict.of(NEEDS_REVIEW, SHARED_CAUSE));
        if (facts.repairIncluded()) return Verdict.of(INCLUDED, REPAIR_IN_PLAN);
        if (!SURE.contains(facts.confidence())) {
            return withWayBack(facts, Verdict.of(NEEDS_REVIEW, CONFIDENCE_TOO_LOW));
        }
        if (canRestore(facts)) return offerRepair(facts, Verdict.of(SELF_SERVICE, cause(facts), RESTORE_INCLUDED));
        if (facts.guide() != null) return offerRepair(facts, Verdict.of(SELF_SERVICE, cause(facts), GUIDE_EXISTS));
        if (!facts.termsAccepted()) return Verdict.of(NEEDS_REVIEW, cause(facts), TERMS_NOT_ACCEPTED);
        if (facts.repairPrice() != null) return Verdict.of(BILLABLE, cause(facts), REPAIR_SOLD);
        return Verdict.of(NEEDS_REVIEW, cause(facts), REPAIR_NOT_SOLD);
    }

    /** Rule 9 of the reference, as a correction: taken as "first match" it would never fire behind the others. */
    private static Verdict correctForMissingWarning(CoverageFacts facts, Verdict verdict) {
        if (facts.warned()) return verdict;
        return switch (verdict.outcome()) {
            case SELF_SERVICE ->
                facts.change() == null
                        ? verdict.without(REPAIR_SOLD)
                        : withWayBack(facts, Verdict.of(INCLUDED_GOODWILL, cause(facts), NOT_WARNED));
            case BILLABLE ->
                facts.change() == null
                        ? Verdict.of(NEEDS_REVIEW, CHANGE_NOT_KNOWN)
                        : Verdict.of(INCLUDED_GOODWILL, cause(facts), NOT_WARNED);
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
        return canRestore(facts) ? verdict.because(RESTORE_INCLUDED) : verdict;
    }

    private static Verdict offerRepair(CoverageFacts facts, Verdict verdict) {
        return facts.repairPrice() != null && facts.termsAccepted() ? verdict.because(REPAIR_SOLD) : verdict;
    }
}
