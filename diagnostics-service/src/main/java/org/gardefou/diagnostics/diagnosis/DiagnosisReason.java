package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.job.Job;
import org.jspecify.annotations.Nullable;

/**
 * Why a site is examined.
 *
 * @param restore whose outcome it checks
 * @param during the restore that was at work meanwhile: what was seen is nobody's part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiagnosisReason(
        @Schema(examples = "REQUESTED") Kind kind,
        @Nullable UUID restore,
        @Nullable UUID during) {

    /** Who or what asked. */
    public enum Kind {
        REQUESTED,
        AFTER_CHANGE,
        AFTER_RESTORE,
        /** The look before fell into a restore. */
        RECHECK,
        /** A monitor saw it go down, or come back. */
        MONITORED
    }

    static DiagnosisReason requested() {
        return new DiagnosisReason(Kind.REQUESTED, null, null);
    }

    static DiagnosisReason afterChange() {
        return new DiagnosisReason(Kind.AFTER_CHANGE, null, null);
    }

    static DiagnosisReason afterRestore(UUID restore) {
        return new DiagnosisReason(Kind.AFTER_RESTORE, restore, null);
    }

    static DiagnosisReason recheck() {
        return new DiagnosisReason(Kind.RECHECK, null, null);
    }

    static DiagnosisReason monitored() {
        return new DiagnosisReason(Kind.MONITORED, null, null);
    }

    /** What examines a site for this reason. */
    Class<? extends Job> job() {
        return kind == Kind.REQUESTED || kind == Kind.AFTER_RESTORE ? AwaitedDiagnosisJob.class : DiagnosisJob.class;
    }

    DiagnosisReason during(UUID otherRestore) {
        return new DiagnosisReason(kind, restore, otherRestore);
    }
}
