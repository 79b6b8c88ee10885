package org.gardefou.backup.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How often somebody may ask in any 24 hours. Pure. */
public final class DailyNumber {

    /** The time that the number is counted in. */
    public static final Duration DAY = Duration.ofDays(1);

    private DailyNumber() {}

    /**
     * When the next may be asked for; empty when that is now.
     *
     * @param asked when there was asked in the last 24 hours, oldest first
     * @param most 0: any number
     */
    public static Optional<Instant> nextAfter(List<Instant> asked, int most) {
        if (most == 0 || asked.size() < most) return Optional.empty();
        return Optional.of(asked.get(asked.size() - most).plus(DAY));
    }
}
