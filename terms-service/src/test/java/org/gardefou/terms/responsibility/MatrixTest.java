package org.gardefou.terms.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.clause.Clause;
import org.gardefou.terms.clause.Effect;
import org.gardefou.terms.clause.Library;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.linter.Severity;
import org.gardefou.terms.linter.Subject;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.risknotice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixTest {

    private static final Effect DUTY_OF_CUSTOMER = new Effect(Effect.Kind.DUTY_CUSTOMER, null, null, null, null, null);

    private final Matrix matrix = Matrix.read(StrictJson.apply(new ObjectMapper()));

    @ParameterizedTest
    @EnumSource(Level.class)
    void everyActivityHasOneAccountableAndAClause(Level level) {
        assertThat(matrix.on(level))
                .extracting(Matrix.Assignment::activity)
                .contains("A06", "A10", "A11", "A14", "A15", "A16", "A21", "A22", "A25", "A34")
                .doesNotHaveDuplicates();
        assertThat(matrix.on(level)).allSatisfy(row -> {
            assertThat(row.accountable()).isNotNull();
            assertThat(row.clauses()).isNotEmpty().allMatch(code -> code.matches("C(0[1-9]|[12][0-9]|3[0-5])"));
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfChangeIsAnActivityThatItsClauseSpeaksOf(Kind kind) {
        assertThat(matrix.of(kind.activity(), Level.STANDARD).clauses()).contains(kind.clause());
    }

    static Stream<Arguments> everyTermsOfTheLibrary() {
        return Stream.of(Audience.values()).flatMap(readers -> Stream.of(Level.values())
                .filter(level -> readers != Audience.CONSUMER || level != Level.RESELLER)
                .map(level -> Arguments.of(readers, level)));
    }

    /** Both ways: what the terms make a duty somebody does, and who does something finds it in the terms. */
    @ParameterizedTest
    @MethodSource("everyTermsOfTheLibrary")
    void theMatrixAndTheTermsSayTheSame(Audience readers, Level level) {
        List<Clause> terms = Library.of(readers, level);
        Set<String> duties = terms.stream()
                .filter(clause -> clause.effects().stream()
                        .anyMatch(effect ->
                                effect.kind() == Effect.Kind.DUTY_HOST || effect.kind() == Effect.Kind.DUTY_CUSTOMER))
                .map(Clause::code)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> codes = terms.stream().map(Clause::code).collect(Collectors.toSet());
        Set<String> named =
                matrix.on(level).stream().flatMap(row -> row.clauses().stream()).collect(Collectors.toSet());

        assertThat(named).containsAll(duties);
        // Two topics are for some plans only; there the activity is nobody's promise but the customer's own.
        assertThat(matrix.on(level)).allSatisfy(row -> assertThat(row.clauses()).satisfies(clauses -> assertThat(
                        clauses.stream().anyMatch(codes::contains) || row.accountable() == Matrix.Side.CUSTOMER)
                .as(row.activity())
                .isTrue()));
    }

    /** The host's duties of a clause need an activity that the host answers for or does, and the customer's one of the customer's. */
    @ParameterizedTest
    @MethodSource("everyTermsOfTheLibrary")
    void whoseDutyAClauseIsDoesSomething(Audience readers, Level level) {
        for (Clause clause : Library.of(readers, level)) {
            List<Matrix.Assignment> rows = matrix.on(level).stream()
                    .filter(row -> row.clauses().contains(clause.code()))
                    .toList();
            if (has(clause, Effect.Kind.DUTY_HOST))
                assertThat(rows).as("%s on %s: host", clause.code(), level).anyMatch(row -> row.host() != null);
            if (has(clause, Effect.Kind.DUTY_CUSTOMER))
                assertThat(rows).as("%s on %s: customer", clause.code(), level).anyMatch(row -> row.customer() != null);
        }
    }

    /** What a hoster writes itself is held against the matrix as well, when it is published. */
    @ParameterizedTest
    @MethodSource("everyTermsOfTheLibrary")
    void theExaminerFindsNothingInTheLibraryAndWhatIsMissingOrNobodysElsewhere(Audience readers, Level level) {
        List<Clause> terms = Library.of(readers, level);

        assertThat(examined(readers, level, terms)).isEmpty();
        // Courts are nobody's activity
        assertThat(examined(
                        readers,
                        level,
                        terms.stream()
                                .map(clause -> clause.code().equals("C35")
                                        ? Library.changed(clause, "x", "x", List.of(DUTY_OF_CUSTOMER))
                                        : clause)
                                .toList()))
                .containsExactly("MATRIX-01 C35");
        // The hoster answers for the platform, whose only clause is C06 or C18
        assertThat(examined(
                        readers,
                        level,
                        terms.stream()
                                .filter(clause -> !Set.of("C06", "C18").contains(clause.code()))
                                .toList()))
                .isNotEmpty()
                .allMatch(found -> found.startsWith("MATRIX-02 "));
    }

    private List<String> examined(Audience readers, Level level, List<Clause> terms) {
        return new MatrixExaminer(matrix)
                .examine(new Subject(readers, level, true, LocalDate.of(2026, 12, 1), terms))
                .peek(found -> assertThat(found.severity()).isEqualTo(Severity.WARN))
                .map(found -> found.rule() + " " + found.topic())
                .toList();
    }

    private static boolean has(Clause clause, Effect.Kind kind) {
        return clause.effects().stream().anyMatch(effect -> effect.kind() == kind);
    }

    @Test
    void whatAManagedPlanTakesOffTheCustomerIsInTheDifference() {
        assertThat(matrix.differences(Level.STANDARD, Level.MANAGED))
                .filteredOn(difference -> difference.before().activity().equals("A10"))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.before().accountable()).isEqualTo(Matrix.Side.CUSTOMER);
                    assertThat(difference.after().accountable()).isEqualTo(Matrix.Side.HOST);
                    assertThat(difference.after().help()).isEqualTo(Matrix.Help.INCLUDED);
                });
        assertThat(matrix.differences(Level.STANDARD, Level.MANAGED))
                .extracting(difference -> difference.before().activity())
                .doesNotContain("A03", "A16", "A21");
        assertThat(matrix.differences(Level.VPS, Level.VPS)).isEmpty();
    }

    @Test
    void allActivitiesOfTheReferenceAreThere() {
        assertThat(matrix.on(Level.STANDARD))
                .extracting(Matrix.Assignment::activity)
                .containsAll(IntStream.rangeClosed(1, 42)
                        .mapToObj("A%02d"::formatted)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "RA, RA, exactly one accountable",
        "R, I, exactly one accountable",
        "A, I, Nobody does",
        "RX, A, other letters"
    })
    void sharesThatDoNotAddUpAreRefused(String host, String customer, String why) {
        assertThatThrownBy(() -> matrixWith(new Matrix.Share(host, customer, Matrix.Help.NONE)))
                .hasMessageContaining(why);
    }

    @Test
    void aLevelOfWhichNothingIsSaidIsRefused() {
        assertThatThrownBy(() -> Matrix.of(new Matrix.File("x", List.of(activity(Map.of())))))
                .hasMessageContaining("says nothing for");
    }

    private static void matrixWith(Matrix.Share share) {
        Map<Level, Matrix.Share> levels =
                Arrays.stream(Level.values()).collect(Collectors.toMap(Function.identity(), level -> share));
        Matrix.of(new Matrix.File("x", List.of(activity(levels))));
    }

    private static Matrix.Activity activity(Map<Level, Matrix.Share> levels) {
        return new Matrix.Activity("A01", Matrix.Group.SITE, new Name("a", "a"), List.of("C06"), null, levels);
    }
}
