package org.gardefou.diagnostics.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a site is examined. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DiagnosisReason(
        @Schema(examples = "REQUESTED") Kind kind, @Nullable UUID restore) {

    /** Who or what asked. */
    public enum Kind {
        REQUESTED,
        AFTER_CHANGE,
        AFTER_RESTORE
    }

    static DiagnosisReason requested() {
        return new DiagnosisReason(Kind.REQUESTED, null);
    }

    static DiagnosisReason afterChange() {
        return new DiagnosisReason(Kind.AFTER_CHANGE, null);
    }

    static DiagnosisReason afterRestore(UUID restore) {
        return new DiagnosisReason(Kind.AFTER_RESTORE, restore);
    }
}
