package org.gardefou.terms.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What there is to show for an acceptance that was taken elsewhere.
 *
 * @param sha256 of the record, the mail or the signed paper, where there is one. What that says of the customer can be guessed, and then tried: it is
 *     personal, and can be erased
 * @param note free text, and so personal: it can be erased
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImportedEvidence")
record ImportedEvidence(
        @NotNull Kind kind,

        @Nullable @Pattern(regexp = "[0-9a-f]{64}", message = "must be a SHA-256 in lower-case hex") String sha256,

        @Nullable @Size(max = 500) String note) {

    static final String SHA256 = "evidenceSha256";

    static final String NOTE = "note";

    /** Without what is personal, as it is kept for ever. */
    ImportedEvidence kept() {
        return new ImportedEvidence(kind, null, null);
    }

    /** The same with what is personal of it, by field, as long as it was not erased. */
    ImportedEvidence with(Map<String, String> personal) {
        // What was taken over by earlier versions has the hash for ever.
        return new ImportedEvidence(kind, personal.getOrDefault(SHA256, sha256), personal.get(NOTE));
    }

    /** What is personal of it, by field. */
    Map<String, String> personal() {
        Map<String, String> values = new TreeMap<>();
        if (sha256 != null) values.put(SHA256, sha256);
        if (note != null && !note.isBlank()) values.put(NOTE, note);
        return values;
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
