package org.gardefou.diagnostics.language;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.diagnostics.redaction.Excerpt;

/** A sentence in both languages; French is written first. */
public record Text(
        @Schema(examples = "La page d'accueil répond par une erreur 500.")
        String fr,

        @Schema(examples = "The front page answers with an error 500.")
        String en) {

    /** Longer than any sentence of ours; a name of somebody else's in it has no limit of its own. */
    private static final int LONGEST = 1_000;

    public Text {
        fr = Excerpt.plain(fr, LONGEST);
        en = Excerpt.plain(en, LONGEST);
    }
}
