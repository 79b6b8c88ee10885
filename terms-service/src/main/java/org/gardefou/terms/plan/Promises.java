package org.gardefou.terms.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.problem.Violation;
import org.jspecify.annotations.Nullable;

/**
 * What the hoster commits to with a plan. Everything here can be checked by the systems, and is what the texts of the terms
 * are filled from. Lengths of time are ISO 8601 durations, kept as they were written.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Promises(
        @NotNull @Valid Backup backup,
        @NotNull @Valid Restore restore,
        @NotNull @Valid Support support,
        @NotNull @Valid Repair repair,

        @Schema(description = "Left out: no availability is promised.") @Nullable @Valid Availability availability,

        @Schema(
                description = "What the hoster does on the site by itself; left out: nothing.",
                examples = "[\"CORE_UPDATES\"]")
        @Nullable @Size(min = 1) Set<@NotNull Task> managed) {

    public Promises {
        if (managed != null) managed = Collections.unmodifiableSet(new TreeSet<>(managed));
    }

    /** A backup more often than this would never end before the next. */
    private static final Duration SHORTEST_FREQUENCY = Duration.ofMinutes(15);

    /** Ten years, the longest that French consumer law asks to keep anything for (D213-2). */
    private static final Duration LONGEST = Duration.ofDays(3660);

    /**
     * Backups by the hoster.
     *
     * @param frequency the time between two backups; only when included
     * @param retention how long each is kept; only when included
     * @param location where they are kept; only when included, and nothing is said of it when it is left out
     * @param keptAfterEnd how long those that are there when the contract ends are kept after it; only when included, and nothing is said of it when
     *     it is left out: backup-service then goes by its own setting
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Backup(
            @Schema(description = "Whether the hoster makes backups at all.", examples = "true")
            boolean included,

            @Schema(description = "ISO 8601 duration between two backups.", examples = "PT24H") @Nullable String frequency,

            @Schema(description = "ISO 8601 duration for which each is kept.", examples = "P7D") @Nullable String retention,

            @Schema(description = "Where they are kept.", examples = "OTHER_DATA_CENTRE") @Nullable Location location,

            @Schema(
                    description =
                            "ISO 8601 duration for which those that are there when the contract ends are kept after it, then erased.",
                    examples = "P30D")
            @Nullable String keptAfterEnd) {}

    /** Where backups are kept. "Isolated" and "far away" are two things (CA Douai, 24 April 2025, 23/00858), so each is said in so many words. */
    public enum Location {
        /** On other machines in the data centre of the site: what destroys the building destroys both. */
        SAME_DATA_CENTRE,
        /** In another data centre than the site's. */
        OTHER_DATA_CENTRE
    }

    /**
     * Getting a backup back.
     *
     * @param selfService whether the customer can do it alone
     * @param assistedFree how many restores by support are included in a year
     */
    public record Restore(
            boolean selfService, @Min(0) @Max(1000) int assistedFree) {}

    /**
     * Help from people.
     *
     * @param firstResponse the longest wait for a first answer
     * @param hours when they are there; nothing is said of it when it is left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Support(
            @Schema(description = "ISO 8601 duration.", examples = "PT8H") @NotNull String firstResponse,

            @Nullable @Valid Hours hours) {}

    /** Opening hours, the same on each of the days. */
    public record Hours(
            @NotNull @Size(min = 1) @Schema(examples = "[\"MONDAY\", \"TUESDAY\"]")
            Set<@NotNull DayOfWeek> days,

            @NotNull @Pattern(regexp = TIME, message = "must be a time of day: 09:00") @Schema(examples = "09:00")
            String from,

            @NotNull @Pattern(regexp = TIME, message = "must be a time of day: 18:00, at most 24:00") @Schema(examples = "18:00")
            String to,

            @NotNull @Schema(description = "A zone of the IANA database.", examples = "Europe/Paris")
            String zone) {

        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]|24:00";

        public Hours {
            if (days != null && !days.isEmpty()) days = Collections.unmodifiableSet(EnumSet.copyOf(days));
        }
    }

    /**
     * How much of a month the site answers.
     *
     * @param percent of the month's minutes
     * @param credit percent of the month's fee that is credited when it was less; left out: no credit
     * @param monthlyPrice the month's fee, taxes included; left out: the credit is told as a percentage, and billing works the amount out
     * @param creditCapped whether contracts of a site that follow one another in a month are together credited one month's price at most; left out: no
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Availability(
            @NotNull @DecimalMin("90") @DecimalMax("100") @Digits(integer = 3, fraction = 3) @Schema(examples = "99.9")
            BigDecimal percent,

            @Nullable @Min(1) @Max(100) @Schema(examples = "5")
            Integer credit,

            @Schema(description = "What the plan costs in a month, taxes included: what the credit is a percentage of.")
            @Nullable @Valid Money monthlyPrice,

            @Schema(
                    description =
                            "Whether contracts of a site that follow one another in a month are together credited one month's price at most.",
                    examples = "true")
            @Nullable Boolean creditCapped) {

        /** Whether credits are capped; only where a price is said that caps them. */
        public boolean capped() {
            return Boolean.TRUE.equals(creditCapped);
        }
    }

    /** What the hoster does on a site without being asked. */
    public enum Task {
        CORE_UPDATES,
        EXTENSION_UPDATES,
        SECURITY_WATCH,
        MALWARE_CLEANING,
        AVAILABILITY_WATCH,
        RESTORE_TESTS,
        /** Restores without asking each time: what the hoster may confirm in the customer's place. */
        RESTORES
    }

    /** A repair by support that no plan includes. */
    public record Repair(@NotNull @Valid Money price) {}

    /** An amount in minor units (cents) of an ISO 4217 currency. */
    public record Money(
            @Min(0) @Max(100_000_000) long amount,

            @Schema(examples = "EUR") @NotNull String currency) {}

    /** The time between two backups; asked only where backups are included. */
    public Duration frequency() {
        return required(backup.frequency);
    }

    /** How long a backup is kept; asked only where backups are included. */
    public Duration retention() {
        return required(backup.retention);
    }

    /** The longest wait for a first answer. */
    public Duration firstResponse() {
        return Duration.parse(support.firstResponse);
    }

    /** What the promises contradict themselves in, with pointers below {@code at}; empty when they can be kept. */
    public List<Violation> violations(String at) {
        List<Violation> found = new ArrayList<>();
        if (backup.included) {
            @Nullable Duration frequency = read(at + "/backup/frequency", backup.frequency, found);
            @Nullable Duration retention = read(at + "/backup/retention", backup.retention, found);
            if (backup.keptAfterEnd != null) read(at + "/backup/keptAfterEnd", backup.keptAfterEnd, found);
            if (frequency != null && frequency.compareTo(SHORTEST_FREQUENCY) < 0)
                found.add(new Violation(at + "/backup/frequency", "must be at least " + SHORTEST_FREQUENCY));
            if (frequency != null && retention != null && retention.compareTo(frequency) < 0)
                found.add(new Violation(
                        at + "/backup/retention",
                        "must not be shorter than the frequency: no backup would be left when the next is due"));
        } else {
            absent(at + "/backup/frequency", backup.frequency, found);
            absent(at + "/backup/retention", backup.retention, found);
            absent(at + "/backup/location", backup.location, found);
            absent(at + "/backup/keptAfterEnd", backup.keptAfterEnd, found);
        }
        if (support.hours != null) hours(at + "/support/hours", support.hours, found);
        read(at + "/support/firstResponse", support.firstResponse, found);
        currency(at + "/repair/price/currency", repair.price.currency, found);
        if (availability != null) priced(at + "/availability", availability, found);
        return found;
    }

    private static @Nullable Duration read(String at, @Nullable String text, List<Violation> found) {
        if (text == null) {
            found.add(new Violation(at, "must be given where backups are included"));
            return null;
        }
        try {
            Duration length = Duration.parse(text);
            if (length.compareTo(Duration.ofMinutes(1)) >= 0
                    && length.compareTo(LONGEST) <= 0
                    && length.equals(Duration.ofMinutes(length.toMinutes()))) return length;
            found.add(new Violation(at, "must be whole minutes, from PT1M to " + LONGEST.toDays() + " days"));
        } catch (DateTimeParseException e) {
            found.add(new Violation(at, "must be an ISO 8601 duration of days, hours and minutes: P7D, PT24H"));
        }
        return null;
    }

    private static void hours(String at, Hours hours, List<Violation> found) {
        if (hours.from.compareTo(hours.to) >= 0) found.add(new Violation(at + "/to", "must be later than from"));
        if (!ZoneId.getAvailableZoneIds().contains(hours.zone))
            found.add(new Violation(at + "/zone", "must be a zone of the IANA database: Europe/Paris"));
    }

    private static void priced(String at, Availability availability, List<Violation> found) {
        if (availability.capped() && availability.monthlyPrice == null)
            found.add(new Violation(at + "/monthlyPrice", "must be given: it is what the credits are capped at"));
        if (availability.monthlyPrice == null) return;
        if (availability.credit == null)
            found.add(new Violation(at + "/monthlyPrice", "must be left out: the plan gives no credit for it"));
        currency(at + "/monthlyPrice/currency", availability.monthlyPrice.currency, found);
    }

    private static void absent(String at, @Nullable Object promise, List<Violation> found) {
        if (promise != null) found.add(new Violation(at, "must be left out: the plan includes no backups"));
    }

    private static void currency(String at, String code, List<Violation> found) {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency ->
                        currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0);
        if (!known) found.add(new Violation(at, "must be an ISO 4217 code: EUR"));
    }

    private static Duration required(@Nullable String length) {
        if (length == null) throw new IllegalStateException("The plan includes no backups");
        return Duration.parse(length);
    }
}
