package org.gardefou.terms.document;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.linter.Examiner;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.linter.Linter;
import org.gardefou.terms.linter.Severity;
import org.gardefou.terms.linter.Subject;
import org.gardefou.terms.plan.Plan;

/** Has a version checked by the linter, and says whether it may be published. */
@ApplicationScoped
class Examination {

    private final Linter linter;
    private final List<Examiner> others;

    Examination(Linter linter, @All List<Examiner> others) {
        this.linter = linter;
        this.others = others;
    }

    /** What a version of these clauses would break, if it came into force then; the worst first. */
    List<Finding> of(Document document, Plan plan, List<Clause> clauses, Instant effective) {
        Subject subject = new Subject(
                document.audience(),
                plan.level(),
                plan.promises().backup().included(),
                Linter.dayOf(effective),
                clauses);
        return Stream.concat(linter.check(subject).stream(), others.stream().flatMap(other -> other.examine(subject)))
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    /**
     * Refuses what breaks the law, and what nobody signed off.
     *
     * @param signed the rules that somebody signed off
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 with the findings
     */
    void demandPublishable(List<Finding> findings, Collection<String> signed) {
        List<Finding> blocking = of(findings, Severity.BLOCK);
        if (!blocking.isEmpty())
            throw Problems.ownBuilder(
                            "terms/publication-blocked",
                            422,
                            "The version breaks the law",
                            "It breaks %s. Read `findings` for the articles and what to change; a draft is checked with GET /terms/v1/versions/{id}/findings."
                                    .formatted(named(blocking)))
                    .with("findings", findings)
                    .build();
        List<Finding> unsigned = of(findings, Severity.WARN).stream()
                .filter(finding -> !signed.contains(finding.rule()))
                .toList();
        if (!unsigned.isEmpty())
            throw Problems.ownBuilder(
                            "terms/sign-off-missing",
                            422,
                            "A warning is not signed off",
                            "Nobody has signed off %s. Change the clauses, or publish with `signOffs`: for each of these rules who takes it on themselves, and why."
                                    .formatted(named(unsigned)))
                    .with("findings", unsigned)
                    .build();
    }

    private static List<Finding> of(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    private static Set<String> named(List<Finding> findings) {
        return findings.stream().map(Finding::rule).collect(Collectors.toCollection(TreeSet::new));
    }
}
