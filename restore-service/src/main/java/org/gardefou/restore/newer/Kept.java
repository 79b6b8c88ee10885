package org.gardefou.restore.newer;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a restore kept of the live database, and what it could not.
 *
 * @param madeBetween what was made between the switch and the rollback, and went with it; empty before one
 */
@Schema(name = "Kept")
public record Kept(
        @Schema(description = "Tables that stayed as they are.")
        List<String> tables,

        List<Group> groups,
        Conflicts conflicts,

        @Schema(
                description =
                        "What was made on the site between the switch and its rollback: the rollback brought the state before back, without these.")
        List<Group> madeBetween) {

    public static final Kept NOTHING = new Kept(List.of(), List.of(), Conflicts.NONE, List.of());

    /** The same with what a rollback takes with it. */
    public Kept between(List<Group> made) {
        return new Kept(tables, groups, conflicts, made);
    }

    /**
     * Things of one kind on one WordPress.
     *
     * @param prefix of its tables
     * @param added that the restore point does not have
     * @param updated that it has, and that stayed as they are now
     */
    @Schema(name = "KeptGroup")
    public record Group(
            @Schema(examples = "wp_site") String schema,
            @Schema(examples = "wp_") String prefix,
            @Schema(examples = "ORDERS") Kind kind,

            @Schema(description = "Which the restore point does not have.", examples = "3")
            long added,

            @Schema(description = "Which it has, and which stayed as they are on the live site.", examples = "1")
            long updated,

            @Schema(description = "The newest of those that were added.")
            List<Thing> samples) {}

    /** One order, post, comment or account. */
    @Schema(name = "KeptThing")
    public record Thing(
            @Schema(examples = "1042") long id,

            @Schema(description = "When it was made, as WordPress notes it (UTC).", examples = "2026-11-27 09:14:03")
            @Nullable String made,

            @Schema(
                    description = "Tells which one it is, without secrets and without a person's name.",
                    examples = "wc-processing 49.90 EUR")
            String title) {}

    /** Some conflicts. */
    @Schema(name = "KeptConflicts")
    public record Conflicts(
            @Schema(description = "How many there are.", examples = "1")
            long count,

            @Schema(description = "The first of them.") List<Conflict> first) {
        static final Conflicts NONE = new Conflicts(0, List.of());
    }

    /** Something that cannot be had from both. */
    @Schema(name = "KeptConflict")
    public record Conflict(
            Code code,
            @Schema(examples = "wp_site") String schema,
            @Schema(examples = "wp_") String prefix,
            @Schema(examples = "POSTS") Kind kind,
            Thing thing) {

        /** Why. */
        public enum Code {
            /** In the restore point, and changed since; the point's state counts. */
            POINT_WINS,
            /** In the restore point, and changed since; the live site's state counts. */
            LIVE_WINS,
            /** An account that was made an administrator since: a break-in does that. It is not kept, or as it was. */
            NEW_ADMINISTRATOR,
            /** Refers to a post or an account that neither the restore point nor what is kept has. */
            REFERENCE_MISSING
        }
    }
}
