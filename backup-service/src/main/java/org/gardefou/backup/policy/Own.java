package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a customer asks for beyond the promise. What is left out stays as promised, or as the hoster has set it. */
@Schema(name = "OwnPolicy")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Own(
        @Nullable @Schema(description = "ISO 8601 duration between two backups, no longer than promised.", examples = "PT6H")
        Duration frequency,

        @Nullable @Schema(description = "ISO 8601 duration, no shorter than promised.", examples = "P30D")
        Duration retention,

        @Nullable @Valid @Schema(description = "When daily backups and rarer ones begin.")
        Hours window,

        @Nullable @Schema(
                description = "The clocks of window, days, weeks and months: a zone of the IANA database.",
                examples = "Europe/Paris")
        String zone,

        @Nullable @Schema(description = "What is kept beyond the retention.")
        Numbers keep) {

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** Times of day. */
    @Schema(name = "PolicyWindow")
    record Hours(
            @NotNull @Pattern(regexp = TIME, message = "must be a time of day: 01:00") @Schema(examples = "01:00")
            String from,

            @NotNull @Pattern(regexp = TIME, message = "must be a time of day: 05:00") @Schema(description = "The next day's where it is not later than `from`.", examples = "05:00")
            String to) {

        static Hours of(Window window) {
            return new Hours(window.from().toString(), window.to().toString());
        }

        Window window() {
            return new Window(LocalTime.parse(from), LocalTime.parse(to));
        }
    }

    /** Numbers of restore points, as in {@link Keep}; what is left out is as the hoster has set it. */
    @Schema(name = "WantedKeepRule")
    record Numbers(
            @Nullable @Schema(description = "The last ones, whenever they were taken.", examples = "3")
            Integer last,

            @Nullable @Schema(description = "The last one of so many hours.", examples = "0")
            Integer hourly,

            @Nullable @Schema(description = "The last one of so many days.", examples = "7")
            Integer daily,

            @Nullable @Schema(description = "The last one of so many weeks; they begin on Monday.", examples = "4")
            Integer weekly,

            @Nullable @Schema(description = "The last one of so many months.", examples = "6")
            Integer monthly,

            @Nullable @Schema(description = "The last one of so many years.", examples = "0")
            Integer yearly) {

        Keep keep() {
            return new Keep(
                    number(last), number(hourly), number(daily), number(weekly), number(monthly), number(yearly));
        }

        private static int number(@Nullable Integer wanted) {
            return wanted == null ? 0 : wanted;
        }
    }

    Optional<Keep> kept() {
        return Optional.ofNullable(keep).map(Numbers::keep);
    }

    Optional<Window> hours() {
        return Optional.ofNullable(window).map(Hours::window);
    }

    /** Empty also for a zone that the database of zones has lost since: the schedule goes on by the hoster's clocks. */
    Optional<ZoneId> clocks() {
        try {
            return Optional.ofNullable(zone).map(ZoneId::of);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
