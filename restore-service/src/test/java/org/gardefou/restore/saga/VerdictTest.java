package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    @ParameterizedTest
    @CsvSource({
        "HEALTHY,DOWN,KEEP",
        "HEALTHY,,KEEP",
        "DEGRADED,HEALTHY,ROLL_BACK",
        "DEGRADED,DOWN,KEEP",
        "DEGRADED,DEGRADED,KEEP",
        "DEGRADED,,KEEP",
        "DOWN,DOWN,ROLL_BACK",
        "DOWN,HEALTHY,ROLL_BACK",
        "UNKNOWN,HEALTHY,LOOK"
    })
    void aRestoredSiteStaysUnlessItIsWorse(String now, @Nullable String before, Verdict expected) {
        assertThat(Verdict.of(now, before)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"REPOSITORY_LOCKED,true,true", "REPOSITORY_LOCKED,false,false", "DATABASE_ACCESS_DENIED,true,false"})
    void onlyAFailureThatPassesIsWaitedFor(String code, boolean willRetry, boolean passing) {
        assertThat(new SafetyFailure(code, new org.gardefou.restore.language.Text("a", "b"), willRetry).passing())
                .isEqualTo(passing);
    }
}
