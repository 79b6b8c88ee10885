package org.gardefou.backup.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.backup.language.Text;
import org.jspecify.annotations.Nullable;

/** A verification as its readers see it. */
@Schema(name = "Verification")
@JsonInclude(JsonInclude.Include.NON_NULL)
record VerificationView(
        UUID id,
        UUID restorePoint,
        UUID site,
        @Schema(examples = "BOOTED") Step step,
        @Schema(examples = "ON_DEMAND") Verification.Why reason,
        @Schema(examples = "ENDED") Verification.State state,
        Instant requestedAt,

        @Nullable @Schema(
                description =
                        "Since when it waits for its turn, as much other work being done at the storage as may be; left out: it does not wait for that. The turn comes by itself.")
        Instant inLineSince,

        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable @Schema(examples = "PASSED") Outcome outcome,
        @Schema(examples = "HEALTHY") Ending.@Nullable Result result,

        @Nullable @Schema(description = "What it means, and what to do.")
        Text text,

        @Nullable @Schema(examples = "restic restore, mariadbd, php -S")
        String tool,

        @Nullable @Schema(description = "What was seen; the words of pages and of the log for the hoster's staff only.")
        Seen seen) {

    static VerificationView of(Verification one, @Nullable Instant inLineSince, boolean staff) {
        Seen seen = one.seen();
        return new VerificationView(
                one.id(),
                one.restorePoint(),
                one.site(),
                one.step(),
                one.reason(),
                one.state(),
                one.requestedAt(),
                inLineSince,
                one.startedAt(),
                one.endedAt().orElse(null),
                one.outcome(),
                one.result(),
                one.text(),
                one.tool(),
                seen == null || staff ? seen : seen.withoutItsWords());
    }
}
