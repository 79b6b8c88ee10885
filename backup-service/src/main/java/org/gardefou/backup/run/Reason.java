package org.gardefou.backup.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * Why a backup is made.
 *
 * @param change the risky change it goes before or follows
 * @param restore the restore that waits for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BackupReason")
public record Reason(
        @Schema(examples = "ON_DEMAND") Kind kind,
        @Nullable UUID change,
        @Nullable UUID restore) {

    /** Who or what asked. */
    public enum Kind {
        SCHEDULED,
        ON_DEMAND,
        SAFETY
    }

    static Reason scheduled() {
        return new Reason(Kind.SCHEDULED, null, null);
    }

    static Reason onDemand() {
        return new Reason(Kind.ON_DEMAND, null, null);
    }

    static Reason before(UUID change) {
        return new Reason(Kind.SAFETY, change, null);
    }

    static Reason forRestore(UUID restore) {
        return new Reason(Kind.SAFETY, null, restore);
    }

    /** Whether a restore waits for the answer, good or bad. */
    boolean awaited() {
        return restore != null;
    }

    /** Whether somebody or something waits for it, or for what comes behind it. */
    boolean urgent() {
        return kind != Kind.SCHEDULED;
    }

    /** What makes a backup for this reason. */
    Class<? extends Job> job() {
        return awaited() ? AwaitedBackupJob.class : BackupJob.class;
    }
}
