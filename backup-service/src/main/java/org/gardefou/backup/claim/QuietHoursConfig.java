package org.gardefou.backup.claim;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/** When the machine and the storage may be used for what can wait: pruning, reading the data, booting, reconciling. */
@ConfigMapping(prefix = "gardefou.quiet-hours")
public interface QuietHoursConfig {

    /** After the evening, when visitors are fewest. */
    @WithDefault("22:00")
    LocalTime from();

    /** Before the morning's work; may lie before {@code from}, on the next day. The same as {@code from}: never. */
    @WithDefault("06:00")
    LocalTime to();

    /** The days on which they begin: every night, so that each night's share stays small. */
    @WithDefault("MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY")
    Set<DayOfWeek> days();

    /** Whose clock, as in Europe/Paris; left out: this machine's. */
    Optional<String> zone();
}
