package org.gardefou.support.supportcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.gardefou.support.supportcase.CaseStatus.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CaseStatusTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            NEW          | NEW DECIDED IN_PROGRESS WITH_SUPPORT RESOLVED CLOSED          | SUPPORT
            DECIDED      | DECIDED IN_PROGRESS QUOTED WITH_SUPPORT RESOLVED CLOSED      | CUSTOMER
            IN_PROGRESS  | DECIDED IN_PROGRESS QUOTED WITH_SUPPORT RESOLVED CLOSED      | CUSTOMER
            QUOTED       | DECIDED IN_PROGRESS QUOTED WITH_SUPPORT RESOLVED CLOSED      | CUSTOMER
            WITH_SUPPORT | DECIDED IN_PROGRESS WITH_SUPPORT RESOLVED CLOSED             | SUPPORT
            RESOLVED     | WITH_SUPPORT CLOSED                                          | NOBODY
            CLOSED       | -                                                            | NOBODY
            """)
    void onlyTheseMovesAreAllowed(CaseStatus status, String moves, Turn turn) {
        String allowed = Arrays.stream(CaseStatus.values())
                .filter(status::canBecome)
                .map(CaseStatus::name)
                .collect(Collectors.joining(" "));

        assertThat(allowed).isEqualTo(moves == null ? "" : moves);
        assertThat(status.turn()).isEqualTo(turn);
    }

    @ParameterizedTest
    @EnumSource(CaseStatus.class)
    void whatIsOpenCanBeResolvedAndWaitsForSomebody(CaseStatus status) {
        assertThat(status.canBecome(CaseStatus.RESOLVED)).isEqualTo(status.open());
        assertThat(status.turn() == Turn.NOBODY).isEqualTo(!status.open());
    }

    @Test
    void nothingIsQuotedBeforeItIsDecided() {
        assertThat(CaseStatus.NEW.canBecome(CaseStatus.QUOTED)).isFalse();
    }
}
