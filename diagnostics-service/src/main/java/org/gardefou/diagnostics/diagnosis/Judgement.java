package org.gardefou.diagnostics.diagnosis;

import java.util.List;
import java.util.Optional;
import org.gardefou.diagnostics.attribution.Attribution;
import org.gardefou.diagnostics.attribution.Attributor;
import org.gardefou.diagnostics.attribution.Change;
import org.gardefou.diagnostics.attribution.Finding;
import org.gardefou.diagnostics.check.CheckResult;
import org.gardefou.diagnostics.check.Severity;
import org.gardefou.diagnostics.diagnosis.Verdict.Cause;
import org.gardefou.diagnostics.diagnosis.Verdict.CausingChange;
import org.gardefou.diagnostics.diagnosis.Verdict.ChangedThing;
import org.gardefou.diagnostics.diagnosis.Verdict.NotSeen;
import org.gardefou.diagnostics.diagnosis.Verdict.Seen;
import org.gardefou.diagnostics.diagnosis.Verdict.Symptom;
import org.jspecify.annotations.Nullable;

/** Makes a verdict of what the checks saw. Pure. */
final class Judgement {

    /** The check that visitors would agree with. */
    private static final String FACE = "http.front-page";

    private Judgement() {}

    /** A result, and whether its check judges. */
    record Judged(CheckResult result, boolean judges) {}

    static Verdict of(List<Judged> results, List<Change> changes) {
        Health health = health(results);
        List<Finding> findings = results.stream()
                .flatMap(judged -> judged.result().findings().stream())
                .toList();
        boolean trouble = health == Health.DOWN || health == Health.DEGRADED;
        Attribution attribution = trouble ? Attributor.attribute(findings, changes) : Attribution.NONE;
        return new Verdict(
                health,
                trouble ? symptom(results).orElse(null) : null,
                cause(attribution.cause()),
                change(attribution.change()),
                attribution.party(),
                attribution.confidence(),
                attribution.evidence(),
                attribution.settledBy(),
                seen(results),
                notSeen(results));
    }

    /** The face decides between up and down; another check that judges can only make it worse than healthy. */
    private static Health health(List<Judged> results) {
        Optional<CheckResult> face = results.stream()
                .map(Judged::result)
                .filter(result -> result.check().equals(FACE))
                .findFirst();
        if (face.isEmpty() || face.get().severity() == Severity.COULD_NOT_CHECK) {
            return results.stream().anyMatch(Judgement::bad) ? Health.DEGRADED : Health.UNKNOWN;
        }
        if (face.get().severity() == Severity.CRITICAL) return Health.DOWN;
        return results.stream().anyMatch(Judgement::bad) ? Health.DEGRADED : Health.HEALTHY;
    }

    private static boolean bad(Judged judged) {
        Severity severity = judged.result().severity();
        return judged.judges() && (severity == Severity.CRITICAL || severity == Severity.ERROR);
    }

    private static Optional<Symptom> symptom(List<Judged> results) {
        return results.stream()
                .filter(Judgement::bad)
                .map(Judged::result)
                .min(java.util.Comparator.comparing(result -> !result.check().equals(FACE)))
                .map(result -> new Symptom(result.check(), result.text()));
    }

    private static @Nullable Cause cause(@Nullable Finding finding) {
        if (finding == null) return null;
        return new Cause(
                finding.signature(),
                finding.text(),
                finding.file(),
                finding.line(),
                finding.evidence(),
                finding.firstSeen(),
                finding.guide());
    }

    private static @Nullable CausingChange change(@Nullable Change change) {
        if (change == null) return null;
        return new CausingChange(
                change.id(),
                change.type(),
                new ChangedThing(change.objectKind(), change.objectName(), change.path()),
                change.actor(),
                change.happenedAt());
    }

    private static List<Seen> seen(List<Judged> results) {
        return results.stream()
                .map(Judged::result)
                .filter(result -> result.severity() != Severity.COULD_NOT_CHECK)
                .map(result -> new Seen(result.check(), result.severity(), result.text()))
                .toList();
    }

    private static List<NotSeen> notSeen(List<Judged> results) {
        return results.stream()
                .map(Judged::result)
                .filter(result -> result.severity() == Severity.COULD_NOT_CHECK)
                .map(result -> new NotSeen(result.check(), result.text()))
                .toList();
    }
}
