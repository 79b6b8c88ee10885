package org.gardefou.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatioTest {

    @Test
    void quartilesAreInterpolatedBetweenTheNearestRanks() {
        // When
        Ratio ratio = Ratio.of(List.of(4.0, 1.0, 3.0, 2.0));
        // Then
        assertThat(ratio).isEqualTo(new Ratio(1.75, 2.5, 3.25));
    }

    @Test
    void aFloorIsMetFromAboveAndACeilingFromBelow() {
        // Given
        Ratio ratio = new Ratio(0.5, 0.7, 0.9);
        // Then
        assertThat(new Result("a", "x", 7, 10, ratio, 0.6, true, Map.of(), true).pass())
                .isTrue();
        assertThat(new Result("a", "x", 7, 10, ratio, 0.8, true, Map.of(), true).pass())
                .isFalse();
        assertThat(new Result("a", "x", 7, 10, ratio, 0.8, false, Map.of(), true).pass())
                .isTrue();
        assertThat(new Result("a", "x", 7, 10, ratio, 0.6, true, Map.of(), false).pass())
                .isFalse();
        assertThat(new Result("a", "x", 7, 10, ratio, 0.6, false, Map.of(), true).pass())
                .isFalse();
    }

    @Test
    void theTableNamesWhatWasMissed() {
        // When
        String table = Report.table(
                List.of(new Result("drain", "events/s", 7, 10, new Ratio(0.1, 0.2, 0.3), 0.25, true, Map.of(), true)),
                "Java 25");
        // Then
        assertThat(table)
                .contains("| drain | 7.00 | 10.00 | events/s | 0.20 (0.10 to 0.30) | ≥ 0.25 | missed |")
                .contains("Java 25");
    }
}
