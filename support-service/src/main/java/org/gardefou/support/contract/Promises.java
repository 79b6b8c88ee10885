package org.gardefou.support.contract;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.gardefou.support.hours.OpenHours;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

/** The promises of a plan that support decides by; what a plan does not mention it does not promise. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Promises(
        @Nullable Restore restore,
        @Nullable Repair repair,
        @Nullable Support support) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Restore(@Nullable Boolean selfService) {}

    /** @param included whether repairing what the customer broke is part of the plan */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Repair(
            @Nullable Boolean included, @Nullable Price price) {}

    /** @param firstResponse the longest wait for a first word, in the hours if there are any, else in time that passes */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Support(
            @Nullable Duration firstResponse, @Nullable Hours hours) {}

    /** When people are there, the same on each of the days; {@code to} at most 24:00. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Hours(Set<DayOfWeek> days, String from, String to, ZoneId zone) {

        OpenHours open() {
            return new OpenHours(days, time(from), time(to), zone, Set.of());
        }

        /** The end of the day is the beginning of the next. */
        private static LocalTime time(String text) {
            return text.equals("24:00") ? LocalTime.MIN : LocalTime.parse(text);
        }
    }

    /** The longest wait for a first word of our people. */
    public Optional<Duration> firstResponse() {
        return Optional.ofNullable(support).map(Support::firstResponse);
    }

    /** When our people are there; empty where nobody has said. */
    public Optional<OpenHours> supportHours() {
        return Optional.ofNullable(support).map(Support::hours).map(Hours::open);
    }

    /** Whether the customer may restore without asking anybody. */
    public boolean selfServiceRestore() {
        return restore != null && Boolean.TRUE.equals(restore.selfService());
    }

    /** Whether the repair of what a customer broke is part of the plan. */
    public boolean repairIncluded() {
        return repair != null && Boolean.TRUE.equals(repair.included());
    }

    /** What the repair costs, where the hoster sells it. */
    public Optional<Price> repairPrice() {
        return Optional.ofNullable(repair).map(Repair::price);
    }
}
