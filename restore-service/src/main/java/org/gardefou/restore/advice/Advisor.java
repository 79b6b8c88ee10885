package org.gardefou.restore.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.gardefou.restore.advice.Advice.Culprit;
import org.gardefou.restore.advice.Advice.Reason;
import org.gardefou.restore.advice.Advice.Standing;
import org.gardefou.restore.advice.Facts.Candidate;
import org.gardefou.restore.advice.StandingRule.Judged;
import org.gardefou.restore.pace.Estimate;
import org.gardefou.restore.pace.PaceRule;
import org.gardefou.restore.restorepoint.Breakage;

/** Ranks the restore points of a site. Pure: everything it decides by is given. */
final class Advisor {

    /** How it stands; what is advised before what is not; what was seen to work in doubt; then the newest. */
    private static final Comparator<Judged> BEST_FIRST = Comparator.comparing(Judged::standing)
            .thenComparing(one -> !one.advisable())
            .thenComparing(
                    one -> one.standing() != Standing.UNCERTAIN || !one.point().booted())
            .thenComparing(one -> one.point().takenAt(), Comparator.reverseOrder())
            .thenComparing(one -> one.point().id());

    private Advisor() {}

    static Advice advise(UUID site, Facts facts) {
        Breakage breakage = facts.concerning() != null
                ? facts.concerning()
                : Breakage.present(facts.breakages()).orElse(null);
        StandingRule standing = new StandingRule(breakage, facts);
        List<Judged> all =
                facts.points().stream().map(standing::judge).sorted(BEST_FIRST).toList();
        List<Judged> ranked = all.stream().filter(one -> !one.point().damaged()).toList();
        List<Culprit> culprits = breakage == null ? List.of() : new CulpritRule(breakage, facts, all).culprits();
        if (ranked.isEmpty()) {
            return new Advice(site, Summary.ofNothing(!all.isEmpty()), null, culprits, List.of());
        }
        Judged best = ranked.getFirst();
        List<Advice.Option> options = new ArrayList<>();
        for (Judged one : ranked) {
            boolean recommended = one == best && one.advisable();
            options.add(option(one, options.size() + 1, recommended, all, facts));
        }
        return new Advice(
                site,
                Summary.of(best.advisable(), best.standing(), breakage, culprits, facts),
                best.advisable() ? best.point().id() : null,
                culprits,
                List.copyOf(options));
    }

    private static Advice.Option option(Judged one, int rank, boolean recommended, List<Judged> all, Facts facts) {
        Candidate point = one.point();
        Estimate duration = PaceRule.estimate(point.bytes(), facts.paces());
        return new Advice.Option(
                point.id(),
                point.takenAt(),
                rank,
                recommended,
                one.standing(),
                one.standing() == Standing.BROKEN,
                point.files(),
                point.bytes(),
                point.proof() == null ? null : point.proof().state(),
                reasons(one, recommended, all),
                LossRule.loss(point, facts),
                duration.likely(),
                duration,
                PaceRule.text(duration));
    }

    private static List<Reason> reasons(Judged one, boolean recommended, List<Judged> all) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(one.reason());
        if (recommended) reasons.add(Reasons.NEWEST_SUITABLE);
        Reason evidence = Reasons.evidence(one.point().proof());
        if (evidence != null) reasons.add(evidence);
        if (recommended) {
            all.stream()
                    .filter(other -> newerAndDamaged(other, one))
                    .findFirst()
                    .ifPresent(other ->
                            reasons.add(Reasons.newerOneDamaged(other.point().takenAt())));
            if (!one.point().booted()) second(one, all, reasons);
        }
        return List.copyOf(reasons);
    }

    private static boolean newerAndDamaged(Judged other, Judged one) {
        return other.point().damaged()
                && other.standing() == one.standing()
                && other.point().takenAt().isAfter(one.point().takenAt());
    }

    private static void second(Judged one, List<Judged> all, List<Reason> reasons) {
        all.stream()
                .filter(other -> other.standing() == Standing.GOOD
                        && !other.point().damaged()
                        && other.point().booted()
                        && other.point().takenAt().isBefore(one.point().takenAt()))
                .findFirst()
                .ifPresent(other ->
                        reasons.add(Reasons.olderOneProved(other.point().takenAt())));
    }
}
