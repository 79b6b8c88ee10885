package org.gardefou.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnRuleTest {

    private static final Keep MOST = new Keep(30, 24, 31, 13, 12, 2);
    private static final OwnRule.Limits LIMITS =
            new OwnRule.Limits(Duration.ofHours(1), Duration.ofDays(90), Duration.ofHours(1), MOST);

    @ParameterizedTest
    @CsvSource({
        // promised, wanted, granted
        "PT24H, PT24H, true",
        "PT24H, PT6H, true",
        "PT24H, PT1H, true",
        "PT24H, PT59M, false",
        "PT24H, PT25H, false",
        "PT30M, PT30M, true",
        "PT30M, PT1H, false",
        "PT24H, -PT1H, false",
        "PT24H, PT0S, false"
    })
    void moreOftenWithinTheLimitNeverLess(String promised, String wanted, boolean granted) {
        assertThat(granted(promised, "P7D", new Own(Duration.parse(wanted), null, null, null, null)))
                .isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({
        "P7D, P7D, true",
        "P7D, P90D, true",
        "P7D, P91D, false",
        "P7D, P6D, false",
        "P365D, P365D, true",
        "P365D, P366D, false",
        "P7D, P999999D, false"
    })
    void longerWithinTheLimitNeverLess(String promised, String wanted, boolean granted) {
        assertThat(granted("PT24H", promised, new Own(null, Duration.parse(wanted), null, null, null)))
                .isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({
        "01:00, 05:00, true",
        "22:00, 04:00, true",
        "01:00, 02:00, true",
        "01:00, 01:59, false",
        "00:00, 00:00, true",
        "23:30, 00:15, false"
    })
    void aWindowHasRoomForAllSites(String from, String to, boolean granted) {
        assertThat(granted("PT24H", "P7D", new Own(null, null, new Own.Hours(from, to), null, null)))
                .isEqualTo(granted);
    }

    @ParameterizedTest
    @CsvSource({"Europe/Paris, true", "America/Guadeloupe, true", "Mars/Olympus, false", "+01:00, false", "'', false"})
    void theClocksAreThoseOfAPlace(String zone, boolean granted) {
        assertThat(granted("PT24H", "P7D", new Own(null, null, null, zone, null)))
                .isEqualTo(granted);
    }

    @Test
    void numbersOfKeptPointsHaveALimitEach() {
        assertThat(keeps(30, 24, 31, 13, 12, 2)).isTrue();
        assertThat(keeps(null, null, null, null, null, null)).isTrue();
        assertThat(keeps(null, null, null, null, null, 3)).isFalse();
        assertThat(keeps(31, null, null, null, null, null)).isFalse();
        assertThat(keeps(null, -1, null, null, null, null)).isFalse();
    }

    @Test
    void everyWishThatCannotBeGrantedIsNamed() {
        Own own = new Own(Duration.ofDays(2), Duration.ofDays(1), new Own.Hours("01:00", "01:10"), "Paris", null);
        assertThat(OwnRule.refusals(own, promise("PT24H", "P7D"), LIMITS))
                .extracting(OwnRule.Refusal::field)
                .containsExactly("/frequency", "/retention", "/window", "/zone");
    }

    private static boolean keeps(
            @Nullable Integer last,
            @Nullable Integer hourly,
            @Nullable Integer daily,
            @Nullable Integer weekly,
            @Nullable Integer monthly,
            @Nullable Integer yearly) {
        Own.Numbers numbers = new Own.Numbers(last, hourly, daily, weekly, monthly, yearly);
        return granted("PT24H", "P7D", new Own(null, null, null, null, numbers));
    }

    private static boolean granted(String frequency, String retention, Own own) {
        return OwnRule.refusals(own, promise(frequency, retention), LIMITS).isEmpty();
    }

    private static Promise promise(String frequency, String retention) {
        return new Promise(Duration.parse(frequency), Duration.parse(retention), Optional.empty());
    }
}
