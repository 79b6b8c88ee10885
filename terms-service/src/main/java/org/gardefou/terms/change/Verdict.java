package org.gardefou.terms.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a version changes, and what the law asks for it: kept with the version from its publication on.
 *
 * @param previous the version that it follows
 * @param notice the longest of its changes
 * @param consent the strictest of them
 * @param exitDays the longest exit window of them; null: none
 * @param ground what shortens the notice; null: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "VersionChanges")
public record Verdict(
        UUID previous,
        @Schema(examples = "ADVERSE") ChangeClass changeClass,
        @Schema(examples = "NOTICE") Consent consent,

        @Schema(implementation = String.class, examples = "P1M")
        Period notice,

        @Nullable @Schema(examples = "30") Integer exitDays,
        @Nullable Plea ground,
        List<Judged> changes) {

    /** Where a month begins and ends, for those that the notices are for. */
    private static final ZoneId LAW = ZoneId.of("Europe/Paris");

    /** Longest first: P1M is longer than P0D wherever it begins. */
    private static final Comparator<Period> LENGTH =
            Comparator.comparingLong(period -> period.toTotalMonths() * 31 + period.getDays());

    /**
     * A ground, as staff invokes it.
     *
     * @param source the text of law, or the danger: an article, a CVE
     * @param name who takes it on themselves
     */
    @Schema(name = "ChangeGround")
    public record Plea(Ground ground, String source, String name, String reason) {}

    /**
     * A change with the rule that it falls under.
     *
     * @param notice by the rule, or as the ground shortens it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JudgedChange")
    public record Judged(
            TopicChange change,
            @Schema(examples = "CHG-ADVERSE-B2C") String rule,

            @Schema(implementation = String.class, examples = "P1M")
            Period notice,

            Consent consent,
            @Nullable @Schema(examples = "30") Integer exitDays,
            Text source,
            Text says) {

        /** The first moment at which it may bind who is told of it then. */
        public Instant earliest(Instant told) {
            return after(told, notice);
        }
    }

    static Verdict of(UUID previous, @Nullable Plea ground, List<Judged> changes) {
        return new Verdict(
                previous,
                ChangeClass.strictest(changes.stream().map(one -> one.change().changeClass())),
                changes.stream()
                        .map(Judged::consent)
                        .max(Comparator.naturalOrder())
                        .orElse(Consent.NONE),
                changes.stream().map(Judged::notice).max(LENGTH).orElse(Period.ZERO),
                changes.stream()
                        .map(Judged::exitDays)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                ground,
                List.copyOf(changes));
    }

    /** The change that asks for the longest notice; null when none asks for any. */
    public @Nullable Judged slowest() {
        return changes.stream()
                .filter(one -> !one.notice().isZero())
                .max(Comparator.comparing(Judged::notice, LENGTH)
                        .thenComparing(one -> one.change().changeClass()))
                .orElse(null);
    }

    /** The rule by which the strictest change comes to bind; null when nothing changes. */
    public @Nullable Text basis() {
        return changes.stream()
                .max(Comparator.comparing(Judged::consent)
                        .thenComparing(one -> one.change().changeClass()))
                .map(Judged::source)
                .orElse(null);
    }

    /** The first moment at which the version may bind who is told of it then. */
    public Instant earliest(Instant told) {
        return after(told, notice);
    }

    /** That period later, by the calendar of those whom the notices are for. */
    public static Instant after(Instant start, Period period) {
        return period.isZero() ? start : start.atZone(LAW).plus(period).toInstant();
    }
}
