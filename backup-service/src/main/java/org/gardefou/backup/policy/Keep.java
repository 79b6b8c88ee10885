package org.gardefou.backup.policy;

import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many restore points are kept beyond the promised time: the last ones, and the newest one of so many hours, days, weeks, months and
 * years by the policy's clocks. Only periods that have one count.
 */
@Schema(name = "KeepRule")
public record Keep(
        @Schema(description = "The last ones, whenever they were taken.", examples = "3")
        int last,

        @Schema(examples = "0") int hourly,
        @Schema(examples = "7") int daily,

        @Schema(description = "Weeks begin on Monday.", examples = "4")
        int weekly,

        @Schema(examples = "6") int monthly,
        @Schema(examples = "0") int yearly) {

    /** Nothing beyond what was promised. */
    public static final Keep NONE = new Keep(0, 0, 0, 0, 0, 0);

    /** Of each the greater number. */
    Keep atLeast(Keep other) {
        return new Keep(
                Math.max(last, other.last),
                Math.max(hourly, other.hourly),
                Math.max(daily, other.daily),
                Math.max(weekly, other.weekly),
                Math.max(monthly, other.monthly),
                Math.max(yearly, other.yearly));
    }

    /** Whether no number is negative, or greater than that of the other. */
    boolean within(Keep most) {
        return IntStream.of(last, hourly, daily, weekly, monthly, yearly).allMatch(number -> number >= 0)
                && atLeast(most).equals(most);
    }
}
