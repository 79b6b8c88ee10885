package org.gardefou.backup.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeatRuleTest {

    @Test
    void theSettingsHoldWhereADestinationHasNoLimit() {
        assertThat(SeatRule.seats(2, Optional.empty())).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "100, 2"})
    void oneOfItsOwnLimitIsLeftToBackupsAndOneSeatThereIsAlways(int parallel, int seats) {
        assertThat(SeatRule.seats(2, Optional.of(parallel))).isEqualTo(seats);
    }
}
