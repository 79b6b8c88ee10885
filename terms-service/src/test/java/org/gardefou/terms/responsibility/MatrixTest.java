package org.gardefou.terms.responsibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gardefou.kit.json.StrictJson;
import org.gardefou.terms.language.Name;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.risknotice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {

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

    @Test
    void twoAccountableForOneActivityAreRefused() {
        assertThatThrownBy(() -> matrixWith(List.of("HOST", "CUSTOMER", "HOST", "NONE")))
                .hasMessageContaining("exactly one accountable");
        assertThatThrownBy(() -> matrixWith(List.of("HOST"))).hasMessageContaining("exactly one accountable");
        assertThatThrownBy(() -> Matrix.of(new Matrix.File(
                        "x", List.of(new Matrix.Activity("A01", new Name("a", "a"), List.of("C06"), Map.of())))))
                .hasMessageContaining("says nothing for");
    }

    private static void matrixWith(List<String> cell) {
        Map<Level, List<String>> levels =
                Arrays.stream(Level.values()).collect(Collectors.toMap(Function.identity(), level -> cell));
        Matrix.of(
                new Matrix.File("x", List.of(new Matrix.Activity("A01", new Name("a", "a"), List.of("C06"), levels))));
    }
}
