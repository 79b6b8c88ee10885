package org.gardefou.backup.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void whatIsThereTwiceIsNotStored() {
        assertThat(new Usage(1, 21, 1_500, 31_500, 1_900).deduplicated()).isEqualTo(0.94);
        assertThat(new Usage(1, 0, 0, 0, 0).deduplicated()).isZero();
        // A first point that does not compress takes a little more than its files.
        assertThat(new Usage(1, 1, 100, 100, 120).deduplicated()).isZero();
    }

    @Test
    void theCostIsOfWhatIsStoredInMinorUnitsRoundedHalfUp() {
        BigDecimal price = new BigDecimal("1.5");
        assertThat(new Usage(1, 1, 0, 0, 10_000_000_000L).cost(price)).isEqualTo(15);
        assertThat(new Usage(1, 1, 0, 0, 333_333_334L).cost(price)).isEqualTo(1);
        assertThat(new Usage(1, 1, 0, 0, 333_333_333L).cost(price)).isZero();
        assertThat(new Usage(100_000, 1, 0, 0, 150_000_000_000_000L).cost(price))
                .isEqualTo(225_000);
    }
}
