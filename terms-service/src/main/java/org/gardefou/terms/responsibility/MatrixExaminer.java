package org.gardefou.terms.responsibility;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.language.Text;
import org.gardefou.terms.linter.Examiner;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.linter.Severity;
import org.gardefou.terms.linter.Subject;

/**
 * Holds the clauses of a version and the matrix against one another, both ways: whose duty something is by the terms does it by the matrix, and what
 * the hoster answers for by the matrix stands in the terms. Assessments are made by the matrix, and cite the terms.
 */
@ApplicationScoped
class MatrixExaminer implements Examiner {

    private static final Text SOURCE = new Text("Tableau « qui fait quoi »", "Table of who does what");

    private static final Text NOBODY = new Text(
            "La clause impose une tâche à quelqu'un, et aucune activité du tableau de ce niveau n'y renvoie pour cette partie : une évaluation ne la retrouverait pas. Déclarez-la dans le sujet dont parle l'activité, ou signez.",
            "The clause makes something a duty of somebody, and no activity of the table on this level refers to it for that party: an assessment would not find it. Declare it in the topic that the activity is about, or sign off.");

    private static final Text UNSAID = new Text(
            "L'hébergeur répond d'une activité du tableau dont aucune clause de cette version ne parle. Ajoutez la clause, ou signez.",
            "The hoster answers for an activity of the table of which no clause of this version speaks. Add the clause, or sign off.");

    private final Matrix matrix;

    MatrixExaminer(Matrix matrix) {
        this.matrix = matrix;
    }

    @Override
    public Stream<Finding> examine(Subject subject) {
        List<Matrix.Assignment> rows = matrix.on(subject.level());
        Set<String> said = subject.clauses().stream().map(Clause::code).collect(Collectors.toSet());
        Stream<String> nobodys = subject.clauses().stream()
                .filter(clause -> has(clause, Effect.Kind.DUTY_HOST) && nobody(rows, clause, row -> row.host() != null)
                        || has(clause, Effect.Kind.DUTY_CUSTOMER)
                                && nobody(rows, clause, row -> row.customer() != null))
                .map(Clause::code);
        Stream<String> unsaid = rows.stream()
                .filter(row -> row.accountable() == Matrix.Side.HOST)
                .filter(row -> row.clauses().stream().noneMatch(said::contains))
                .map(row -> row.clauses().getFirst())
                .distinct();
        return Stream.concat(
                nobodys.map(topic -> new Finding("MATRIX-01", Severity.WARN, topic, SOURCE, NOBODY)),
                unsaid.map(topic -> new Finding("MATRIX-02", Severity.WARN, topic, SOURCE, UNSAID)));
    }

    private static boolean nobody(List<Matrix.Assignment> rows, Clause clause, Predicate<Matrix.Assignment> does) {
        return rows.stream()
                .filter(row -> row.clauses().contains(clause.code()))
                .noneMatch(does);
    }

    private static boolean has(Clause clause, Effect.Kind kind) {
        return clause.effects().stream().anyMatch(effect -> effect.kind() == kind);
    }
}
