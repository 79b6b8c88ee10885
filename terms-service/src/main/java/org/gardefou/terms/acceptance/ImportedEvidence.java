package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show for an acceptance that was taken elsewhere.
 *
 * @param sha256 of the record, the mail or the signed paper, where there is one
 * @param note free text, and so personal: it can be erased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImportedEvidence")
record ImportedEvidence(
        @NotNull Kind kind,

        @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") String sha256,

        @Nullable @Size(max = 500) String note) {

    /** The same with another note, or with none. */
    ImportedEvidence noted(@Nullable String other) {
        return new ImportedEvidence(kind, sha256, other);
    }

    /** What it is, from the strongest to the weakest. */
    enum Kind {
        SIGNED_PAPER,
        MAIL,
        LOG,
        DATABASE_RECORD,
        NONE
    }
}
