package org.gardefou.backup.verification;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gardefou.backup.language.Text;
import org.gardefou.backup.restorepoint.Proof.Code;
import org.gardefou.backup.restorepoint.ProofRule.Boot;
import org.gardefou.backup.restorepoint.ProofRule.Broken;
import org.gardefou.backup.restorepoint.ProofRule.Facts;
import org.gardefou.backup.restorepoint.ProofRule.LastBoot;
import org.gardefou.backup.restorepoint.RestorePoint.Dumped;
import org.jspecify.annotations.Nullable;

/** What the looks at a restore point say about it now. Pure. */
final class EvidenceRule {

    private EvidenceRule() {}

    /**
     * The last look of a step; behind the last boot, where that was not possible, also the last one that was.
     *
     * @param breaks whether it showed that the point cannot be restored
     */
    record Look(
            Step step,
            Outcome outcome,
            boolean breaks,
            @Nullable Text text,
            Instant at) {}

    /**
     * What is known.
     *
     * @param complete when everything that it needs was in the repository
     * @param wholeSince since when all of the repository's data has been found whole
     */
    static Facts facts(List<Dumped> databases, Instant complete, Optional<Instant> wholeSince, Stream<Look> lastLooks) {
        List<Look> looks = lastLooks.toList();
        return new Facts(
                databases,
                wholeSince.filter(since -> !since.isBefore(complete)),
                of(looks, Step.BOOTED).map(look -> new LastBoot(boot(look.outcome()), look.text())),
                broken(looks, wholeSince));
    }

    private static Optional<Broken> broken(List<Look> looks, Optional<Instant> wholeSince) {
        Optional<Instant> booted = looks.stream()
                .filter(look -> look.step() == Step.BOOTED)
                .filter(look -> look.outcome() == Outcome.PASSED || look.outcome() == Outcome.DOUBTFUL)
                .map(Look::at)
                .max(Comparator.naturalOrder());
        return looks.stream()
                .filter(Look::breaks)
                .filter(look -> !healed(look, wholeSince, booted))
                .map(look -> new Broken(code(look.step()), text(look)))
                .findFirst();
    }

    /**
     * What was damaged is whole again when all data was read since, or the point itself was restored. What did not come back from it
     * in a boot comes back in a boot alone: a dump that lacks rows can be read without a flaw. That it is there again says its own step.
     */
    private static boolean healed(Look look, Optional<Instant> wholeSince, Optional<Instant> booted) {
        return switch (look.step()) {
            case PRESENT -> false;
            case DATA -> behind(look, wholeSince) || behind(look, booted);
            case DUMP, BOOTED -> behind(look, booted);
        };
    }

    private static boolean behind(Look look, Optional<Instant> good) {
        return good.filter(at -> at.isAfter(look.at())).isPresent();
    }

    private static Optional<Look> of(List<Look> looks, Step step) {
        return looks.stream().filter(look -> look.step() == step).findFirst();
    }

    private static Code code(Step step) {
        return switch (step) {
            case PRESENT -> Code.SNAPSHOT_GONE;
            case DATA -> Code.DATA_DAMAGED;
            case DUMP, BOOTED -> Code.NOT_RESTORABLE;
        };
    }

    private static Text text(Look look) {
        Text text = look.text();
        return text == null ? new Text("Raison inconnue.", "Unknown reason.") : text;
    }

    private static Boot boot(Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Boot.PASSED;
            case DOUBTFUL -> Boot.DOUBTFUL;
            case FAILED -> Boot.FAILED;
            case NOT_POSSIBLE -> Boot.NOT_POSSIBLE;
        };
    }
}
