package org.gardefou.restore.staging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.progress.Progress;
import org.gardefou.restore.preparation.CopyPreparation.Copied;
import org.jspecify.annotations.Nullable;

/** A copy as the API shows it. */
@Schema(name = "StagingCopy")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StagingView(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000042")
        UUID id,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(examples = "READY") StagingState state,
        Instant stateSince,

        @Schema(
                description = "Where it is looked at, once the hoster's web server serves it.",
                examples = "https://s000000000042.staging.hoster.example")
        String address,

        @Schema(description = "With which it is looked at; of one that is READY and read alone.") @Nullable Access access,

        @Schema(description = "What was copied.") @Nullable Content content,

        @Schema(description = "How far it is, of one that is read alone.") @Nullable Progress progress,

        @Schema(description = "Why it could not be made or removed, or what it waits for.") @Nullable Trouble trouble,

        @Schema(description = "Why it is not there any more.", examples = "REMOVED") @Nullable StagingEnd end,

        Instant requestedAt,

        @Schema(description = "When it is removed by itself.")
        Instant expiresAt) {

    /** HTTP basic authentication. */
    @Schema(name = "StagingAccess")
    record Access(
            @Schema(examples = "staging") String user,
            @Schema(examples = "p4xk7Qh2mVd9sT1aB6cE8fGz") String password) {}

    /** What was copied. */
    @Schema(name = "StagingContent")
    record Content(
            @Schema(examples = "3071") long files,
            @Schema(examples = "68157440") long bytes,
            @Schema(examples = "12") int tables,

            @Schema(
                    description =
                            "What was taken out or changed, so that nothing of it leads to the live site; at most the first thousand.")
            List<String> madeHarmless) {

        private static final int SHOWN = 1_000;

        static @Nullable Content of(@Nullable Copied copied) {
            return copied == null
                    ? null
                    : new Content(
                            copied.files(),
                            copied.bytes(),
                            copied.tables(),
                            copied.madeHarmless().stream().limit(SHOWN).toList());
        }
    }

    static StagingView of(StagingCopy copy, @Nullable Access access, @Nullable Progress progress) {
        return new StagingView(
                copy.id(),
                copy.site(),
                copy.restorePoint(),
                copy.state(),
                copy.stateSince(),
                copy.address(),
                access,
                Content.of(copy.copied()),
                progress,
                copy.trouble(),
                copy.end(),
                copy.requestedAt(),
                copy.expiresAt());
    }
}
