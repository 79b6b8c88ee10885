package org.gardefou.diagnostics.sitelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final Times TIMES =
            new Times(Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-22T12:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:59:59Z,2026-11-22T11:59:59Z",
        "2026-11-20T00:00:00Z,2026-11-20T00:00:00Z",
        // From before all of it, from the future, and none: from now.
        "2026-11-19T23:59:59Z,2026-11-22T12:00:00Z",
        "1970-01-01T00:00:00Z,2026-11-22T12:00:00Z",
        "2026-11-22T12:01:00Z,2026-11-22T12:00:00Z",
        "2099-01-01T00:00:00Z,2026-11-22T12:00:00Z",
        ",2026-11-22T12:00:00Z"
    })
    void onlyWhatCanBeIsBelieved(@Nullable Instant said, Instant believed) {
        assertThat(TIMES.of(said)).isEqualTo(believed);
    }
}
