package org.gardefou.restore.drill;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.drill.Drill.State;
import org.gardefou.restore.language.Text;
import org.jspecify.annotations.Nullable;

/** What a month's drills showed of a plan that promises restores. */
@Schema(name = "DrillReport")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DrillReport(
        @Schema(description = "The code of the plan.", examples = "standard")
        String plan,

        @Schema(description = "In UTC.", examples = "2026-11")
        String month,

        @Schema(description = "How many sites have the plan now.", examples = "120")
        long sites,

        @Schema(description = "How many sites were tried in the month: the sum of the next three.", examples = "41")
        int drilled,

        @Schema(description = "Sites whose last drill of the month passed.", examples = "39")
        int passed,

        @Schema(description = "Sites whose last drill of the month failed.", examples = "1")
        int failed,

        @Schema(
                description =
                        "Sites whose last drill of the month could not be carried through: that says nothing about their points.",
                examples = "1")
        int notPossible,

        @Schema(
                description =
                        "How long it took until the site answered, of all drills of the month that passed. Plans promise no time for it.")
        @Nullable Figures recovery,

        @Schema(description = "How old the points were, of all drills of the month that had one.") @Nullable Figures pointAge,

        @Schema(
                description = "How often the plan promises a backup: how old the newest point may be. ISO 8601.",
                examples = "PT24H")
        @Nullable String promisedPointAge,

        @Schema(description = "Of those drills: how many had a point that was older than that.", examples = "0")
        int tooOld,

        @Schema(description = "At most ten: those that failed, those that could not be tried, then the slowest.")
        List<Worst> worst) {

    private static final int WORST = 10;

    /** Seconds of grace do not make a point too old: it is as old as promised right before the next is made. */
    private static final Duration GRACE = Duration.ofHours(1);

    private static final Comparator<Tried> WORST_FIRST = Comparator.comparing(
                    (Tried one) -> one.state() == State.PASSED)
            .thenComparing(one -> one.state() != State.FAILED)
            .thenComparing(Tried::recovery, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Tried::endedAt)
            .thenComparing(Tried::drill);

    /** A site that needs a look. */
    @Schema(name = "DrillWorst")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Worst(
            @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
            UUID site,

            @Schema(examples = "0198c5a2-7c00-7000-8000-000000000061")
            UUID drill,

            @Schema(examples = "FAILED") State state,
            @Nullable @Schema(examples = "POINT") Fault fault,
            @Schema(examples = "DUMP_MISSING") String code,
            Text text,
            @Nullable @Schema(examples = "PT1M12S") Duration recovery) {}

    /**
     * A drill as far as the report needs it.
     *
     * @param recovery null unless it passed
     * @param pointAge null where it had no point
     */
    record Tried(
            UUID drill,
            UUID site,
            State state,
            @Nullable Fault fault,
            String code,
            Text text,
            @Nullable Duration recovery,
            @Nullable Duration pointAge,
            Instant endedAt) {

        /** Of one that ended. */
        static Tried of(Drill one) {
            return new Tried(
                    one.id(),
                    one.site(),
                    one.state(),
                    one.fault(),
                    Objects.requireNonNull(one.code()),
                    Objects.requireNonNull(one.text()),
                    one.recovery(),
                    one.pointAge(),
                    Objects.requireNonNull(one.endedAt()));
        }
    }

    /**
     * Of all drills of a month, in the order in which they ended. Pure.
     *
     * @param promised how often a backup is, in ISO 8601; null where none is
     */
    static DrillReport of(String plan, String month, long sites, @Nullable String promised, List<Tried> all) {
        Map<UUID, Tried> last = new LinkedHashMap<>();
        all.forEach(one -> last.put(one.site(), one));
        List<Duration> recoveries =
                all.stream().map(Tried::recovery).filter(Objects::nonNull).toList();
        List<Duration> ages =
                all.stream().map(Tried::pointAge).filter(Objects::nonNull).toList();
        List<Tried> sorted = new ArrayList<>(last.values());
        sorted.sort(WORST_FIRST);
        return new DrillReport(
                plan,
                month,
                sites,
                last.size(),
                counted(last, State.PASSED),
                counted(last, State.FAILED),
                counted(last, State.NOT_POSSIBLE),
                Figures.of(recoveries),
                Figures.of(ages),
                promised,
                promised == null ? 0 : tooOld(ages, Duration.parse(promised).plus(GRACE)),
                sorted.stream()
                        .limit(WORST)
                        .map(one -> new Worst(
                                one.site(),
                                one.drill(),
                                one.state(),
                                one.fault(),
                                one.code(),
                                one.text(),
                                one.recovery()))
                        .toList());
    }

    private static int counted(Map<UUID, Tried> last, State state) {
        return (int) last.values().stream().filter(one -> one.state() == state).count();
    }

    private static int tooOld(List<Duration> ages, Duration most) {
        return (int) ages.stream().filter(age -> age.compareTo(most) > 0).count();
    }
}
