package org.gardefou.terms.liability;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.gardefou.terms.liability.Facts.Actor;
import org.gardefou.terms.liability.Facts.Cause;
import org.gardefou.terms.liability.Facts.Suspect;
import org.gardefou.terms.liability.Outcome.ClauseRef;
import org.gardefou.terms.liability.Outcome.Reason;
import org.gardefou.terms.responsibility.Matrix;
import org.gardefou.terms.risknotice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Says whose part a breakage is. Pure. The order is that of the contract: the cause, the activity and who is accountable for
 * it, whether the duties around it were kept, and last the legal guards, which always win. Where a fact is not known, every
 * value it could have is tried: only when all lead to the same party is that party named.
 *
 * <p>It is an appreciation under the contract, never a finding of fault.
 */
final class Assessor {

    /** Changes when a rule changes, so that an old outcome can be told from a new one. */
    static final String RULE_SET = "2026-11";

    private static final List<String> PLATFORM_CLAUSES = List.of("C06", "C21");

    private final Matrix matrix;

    Assessor(Matrix matrix) {
        this.matrix = matrix;
    }

    private record Decision(
            Party party, @Nullable String activity, List<String> clauses, List<Reason> reasons, List<String> guards) {}

    Outcome assess(Facts facts) {
        List<String> unknowns = unknowns(facts);
        Set<Party> possible = EnumSet.noneOf(Party.class);
        Decision decision = null;
        for (Suspect suspect : candidates(facts))
            for (Actor actor : actors(facts, suspect)) {
                Decision next = decide(facts, suspect, actor);
                if (decision == null) decision = next;
                possible.add(next.party);
            }
        if (decision == null) throw new IllegalStateException("There is always a candidate");
        if (possible.size() > 1) decision = open(facts);
        return new Outcome(
                decision.party,
                decision.activity,
                references(facts, decision.clauses),
                confidence(facts, decision, unknowns, possible.size() > 1),
                facts.terms() != null,
                warned(facts),
                decision.reasons,
                unknowns,
                decision.guards,
                RULE_SET);
    }

    private static List<String> unknowns(Facts facts) {
        List<String> unknowns = new ArrayList<>();
        Suspect suspect = facts.cause().suspect();
        if (suspect == Suspect.UNKNOWN) unknowns.add("cause");
        boolean byChange = suspect == Suspect.CHANGE || suspect == Suspect.UNKNOWN;
        if (byChange && facts.change() == null) unknowns.add("change");
        if (byChange && actor(facts) == Actor.UNKNOWN) unknowns.add("actor");
        return unknowns;
    }

    private static List<Suspect> candidates(Facts facts) {
        Suspect suspect = facts.cause().suspect();
        return suspect == Suspect.UNKNOWN
                ? List.of(Suspect.CHANGE, Suspect.THIRD_PARTY, Suspect.PLATFORM)
                : List.of(suspect);
    }

    private static List<Actor> actors(Facts facts, Suspect suspect) {
        Actor actor = actor(facts);
        boolean matters = suspect == Suspect.CHANGE;
        return matters && actor == Actor.UNKNOWN ? List.of(Actor.CUSTOMER, Actor.THIRD, Actor.HOST) : List.of(actor);
    }

    private static Actor actor(Facts facts) {
        return facts.change() == null ? Actor.UNKNOWN : facts.change().actor();
    }

    private Decision decide(Facts facts, Suspect suspect, Actor actor) {
        List<Reason> reasons = new ArrayList<>();
        List<String> guards = new ArrayList<>();
        String activity = activity(facts, suspect);
        List<String> clauses = new ArrayList<>();
        Party party;
        // G4: what the host did itself is the host's, whatever the terms say.
        if (suspect == Suspect.HOST_CHANGE || (suspect == Suspect.CHANGE && actor == Actor.HOST)) {
            guards.add("G4");
            reasons.add(Reasons.hostActed(facts.change()));
            return new Decision(Party.HOST, activity, PLATFORM_CLAUSES, reasons, guards);
        }
        if (suspect == Suspect.PLATFORM) {
            reasons.add(Reasons.platform());
            return new Decision(Party.HOST, "A30", PLATFORM_CLAUSES, reasons, guards);
        }
        if (suspect == Suspect.THIRD_PARTY || actor == Actor.THIRD) {
            reasons.add(Reasons.thirdParty(facts.change()));
            party = Party.THIRD_PARTY;
            clauses.add("C17");
        } else {
            reasons.add(Reasons.customerActed(facts.change()));
            party = Party.CUSTOMER;
            clauses.add(
                    facts.change() == null
                            ? "C15"
                            : Kind.of(facts.change().type()).clause());
        }
        // G1: without proven acceptance no clause can be relied on, and general law decides.
        if (facts.terms() == null) {
            guards.add("G1");
            reasons.add(Reasons.termsNotAccepted());
            return new Decision(Party.UNDETERMINED, activity, List.of(), reasons, guards);
        }
        if (party == Party.CUSTOMER && activity != null && facts.change() != null && hostAnswersFor(facts, activity)) {
            reasons.add(Reasons.managedTask());
            party = Party.SHARED;
        }
        // G5: who was not warned carries less.
        if (party == Party.CUSTOMER && !warned(facts)) {
            guards.add("G5");
            reasons.add(Reasons.notWarned());
            party = Party.SHARED;
        }
        return new Decision(party, activity, clauses, reasons, guards);
    }

    private static Decision open(Facts facts) {
        List<Reason> reasons = new ArrayList<>(List.of(Reasons.notDecidable()));
        List<String> guards = new ArrayList<>();
        if (facts.terms() == null) {
            guards.add("G1");
            reasons.add(Reasons.termsNotAccepted());
        }
        return new Decision(Party.UNDETERMINED, null, List.of(), reasons, guards);
    }

    private static @Nullable String activity(Facts facts, Suspect suspect) {
        if (suspect == Suspect.PLATFORM) return "A30";
        if (facts.change() == null) return suspect == Suspect.THIRD_PARTY ? "A11" : null;
        return Kind.of(facts.change().type()).activity();
    }

    private boolean hostAnswersFor(Facts facts, String activity) {
        return facts.terms() != null
                && matrix.of(activity, facts.terms().level()).accountable() == Matrix.Side.HOST;
    }

    private static boolean warned(Facts facts) {
        return facts.notice() != null && facts.notice().delivered();
    }

    private static List<ClauseRef> references(Facts facts, List<String> codes) {
        Facts.Terms terms = facts.terms();
        if (terms == null) return List.of();
        return codes.stream()
                .filter(terms.clauses()::contains)
                .map(code -> new ClauseRef(code, terms.version(), terms.sha256()))
                .toList();
    }

    private static Confidence confidence(Facts facts, Decision decision, List<String> unknowns, boolean open) {
        if (open || decision.party == Party.UNDETERMINED) return Confidence.INSUFFICIENT;
        if (!unknowns.isEmpty()) return Confidence.LOW;
        return facts.cause().confidence() >= Cause.RELIABLE ? Confidence.HIGH : Confidence.MEDIUM;
    }
}
