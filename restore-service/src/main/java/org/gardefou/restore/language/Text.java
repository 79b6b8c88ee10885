package org.gardefou.restore.language;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One sentence in both languages of the suite. */
@Schema(name = "Text")
public record Text(
        @Schema(examples = "La restauration est terminée.") String fr,

        @Schema(examples = "The restore is complete.") String en) {

    /** The same sentence with values put in its places ({@link String#format}). */
    public Text with(Object... values) {
        return new Text(fr.formatted(values), en.formatted(values));
    }
}
