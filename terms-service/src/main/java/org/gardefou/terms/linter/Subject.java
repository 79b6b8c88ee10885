package org.gardefou.terms.linter;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.plan.Level;

/**
 * What is checked: the clauses of a version, for whom, on which plan, and the day on which they come into force.
 *
 * @param backupIncluded whether the plan promises backups
 */
public record Subject(Audience audience, Level level, boolean backupIncluded, LocalDate day, List<Clause> clauses) {

    Set<String> codes() {
        return clauses.stream().map(Clause::code).collect(Collectors.toSet());
    }
}
