package org.gardefou.support.sla;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.support.hours.OpenHours;
import org.gardefou.support.supportcase.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What a hoster aims at. The first response that the contract promises holds beside it: the shorter of the two counts, in the contract's hours.
 *
 * @param hours when our people are there; only where the contract does not say it; left out: always
 * @param holidays the calendars whose days do not count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SlaAim(
        @NotEmpty @Schema(
                description = "For each priority; one that is left out has no clock.",
                examples =
                        "{\"P1\": {\"firstResponse\": \"PT1H\", \"nextResponse\": \"PT1H\", \"resolution\": \"PT8H\"}}")
        Map<Priority, @NotNull @Valid Targets> targets,

        @Min(10) @Max(100) @Schema(description = "How much of a target has passed when it is warned of; 100: no warning.", examples = "75")
        int warnPercent,

        @Nullable @Valid Week hours,

        @NotNull @Size(max = 20) @Schema(description = "Holiday calendars, by their codes.", examples = "[]")
        List<@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,39}") String> holidays) {

    /** The same hours on each of the days; {@code to} not later than {@code from} is on the day after. */
    @Schema(name = "SlaHours")
    record Week(
            @NotEmpty @Schema(examples = "[\"MONDAY\", \"TUESDAY\"]")
            Set<@NotNull DayOfWeek> days,

            @NotNull @Schema(examples = "09:00") LocalTime from,
            @NotNull @Schema(examples = "18:00") LocalTime to,

            @NotNull @Schema(
                    implementation = String.class,
                    description = "A zone of the IANA database.",
                    examples = "Europe/Paris")
            ZoneId zone) {

        @JsonIgnore
        OpenHours open() {
            return new OpenHours(days, from, to, zone, Set.of());
        }
    }
}
