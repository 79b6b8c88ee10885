package org.gardefou.restore.advice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.pace.Estimate;
import org.jspecify.annotations.Nullable;

/**
 * Which restore point to take, and why.
 *
 * @param summary what is advised, in one sentence; never absent
 * @param recommended the one to take; absent when none can be advised
 * @param culprits what may have broken the site, the most suspect first; empty when it is well, or nothing is known
 * @param options all that can be restored, best first
 */
@Schema(name = "Advice")
record Advice(UUID site, Text summary, @Nullable UUID recommended, List<Culprit> culprits, List<Option> options) {

    /**
     * One restore point.
     *
     * @param rank 1 is the best
     * @param standing how much speaks for it
     * @param containsBreakage whether it was taken while the site was seen broken; when that is not certain, the standing says so
     * @param evidence by which it is known to be good; absent when nothing was told
     * @param estimatedDuration what is most likely, see {@code duration}
     */
    @Schema(name = "AdviceOption")
    record Option(
            UUID restorePoint,
            Instant takenAt,
            int rank,
            boolean recommended,
            Standing standing,
            boolean containsBreakage,
            long files,
            long bytes,

            @Schema(description = "By which evidence the copy is good, in backup-service's words.", examples = "BOOTED")
            @Nullable String evidence,

            List<Reason> reasons,
            Loss loss,

            @Schema(description = "ISO 8601 duration", examples = "PT25S")
            Duration estimatedDuration,

            Estimate duration,
            Text estimate) {}

    /** How much is known to speak for a restore point; best first. */
    @Schema(
            name = "AdviceStanding",
            description =
                    "GOOD: taken before anything that is known to have harmed the site. UNCERTAIN: nothing tells whether the breakage is in it. BROKEN: taken while the site was seen broken.")
    enum Standing {
        GOOD,
        UNCERTAIN,
        BROKEN
    }

    /** Why it stands where it stands. */
    @Schema(name = "AdviceReason")
    record Reason(@Schema(examples = "BEFORE_THE_CHANGE") String code, Text text) {}

    /**
     * What may have broken the site.
     *
     * @param kind PLUGIN, THEME, CORE, CONFIGURATION, CODE, or what the change was made to
     * @param path in the restore point; absent when no difference shows it
     * @param change absent when nobody told of one
     * @param files that differ
     * @param basis what speaks for it
     */
    @Schema(name = "AdviceCulprit")
    record Culprit(
            @Schema(examples = "PLUGIN") @Nullable String kind,

            @Schema(examples = "shop-turbo") String name,

            @Schema(examples = "/htdocs/wp-content/plugins/shop-turbo") @Nullable String path,

            @Nullable UUID change,

            @Schema(examples = "3") long files,

            List<Basis> basis,
            Text text) {}

    /** What speaks for it that something broke the site; the strongest first. */
    @Schema(
            name = "AdviceBasis",
            description =
                    "DIAGNOSIS: the diagnosis ties the breakage to it. DIFFERENCE: it differs between the last good restore point and the first one behind the breakage. TIMELINE: it was changed in that time.")
    enum Basis {
        DIAGNOSIS,
        DIFFERENCE,
        TIMELINE
    }

    /** What would be lost. */
    @Schema(name = "AdviceLoss")
    record Loss(
            @Schema(description = "ISO 8601 duration", examples = "PT2H5M")
            Duration since,

            int changes,
            List<LostChange> changesSince,

            @Schema(description = "Absent when no later restore point was compared.") @Nullable LostFiles files,

            @Schema(description = "Absent when the rows of no later restore point are known.") @Nullable LostContent content,

            Text text) {}

    /** A change that would be undone. */
    @Schema(name = "AdviceLostChange")
    record LostChange(UUID change, String type, @Nullable String name, Instant happenedAt) {}

    /** Files that are not as they were then; one that changed twice counts twice. */
    @Schema(name = "AdviceLostFiles")
    record LostFiles(
            @Schema(examples = "12") long added,

            @Schema(examples = "4") long changed,

            @Schema(examples = "0") long removed,

            @Schema(description = "Of these: uploads, which a restore keeps.", examples = "9")
            long uploads,

            @Schema(description = "When the last restore point was taken that they are counted by.")
            Instant until) {}

    /** What people made since, by the rows of the tables: up to so many more. Absent is what is not known, or the site has not. */
    @Schema(name = "AdviceLostContent")
    record LostContent(
            @Schema(description = "Articles, pages, products and their earlier versions.", examples = "3") @Nullable Long posts,

            @Schema(examples = "1") @Nullable Long comments,

            @Schema(description = "Accounts, of customers too.", examples = "2") @Nullable Long users,

            @Schema(examples = "7") @Nullable Long orders,

            @Schema(description = "When the last restore point was taken that they are counted by.")
            Instant until) {}
}
