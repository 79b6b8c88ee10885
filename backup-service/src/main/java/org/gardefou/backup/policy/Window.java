package org.gardefou.backup.policy;

import java.time.Duration;
import java.time.LocalTime;

/**
 * The hours in which the backups of a day begin, by the clocks of the site's zone. A window that ends no later than it begins goes on
 * past midnight; one that ends when it begins is the whole day.
 */
public record Window(LocalTime from, LocalTime to) {

    private static final Duration DAY = Duration.ofDays(1);

    /** How long it is by the clocks: more than nothing, a day at most. */
    public Duration length() {
        Duration between = Duration.between(from, to);
        return between.isPositive() ? between : between.plus(DAY);
    }
}
