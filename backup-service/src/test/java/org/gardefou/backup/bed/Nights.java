package org.gardefou.backup.bed;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.gardefou.backup.claim.QuietHoursConfig;

/** Quiet hours as a test wants them. */
public record Nights(LocalTime from, LocalTime to) implements QuietHoursConfig {

    /** All day long. */
    public static Nights always() {
        return new Nights(LocalTime.MIN, LocalTime.MAX);
    }

    /** Never. */
    public static Nights never() {
        return new Nights(LocalTime.MIN, LocalTime.MIN);
    }

    @Override
    public Set<DayOfWeek> days() {
        return EnumSet.allOf(DayOfWeek.class);
    }

    @Override
    public Optional<String> zone() {
        return Optional.of("UTC");
    }
}
