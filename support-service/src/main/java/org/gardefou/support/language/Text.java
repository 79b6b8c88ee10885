package org.gardefou.support.language;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sentence in both languages; French is written first. */
public record Text(
        @Schema(examples = "La restauration est comprise dans votre offre.")
        String fr,

        @Schema(examples = "The restore is included in your plan.")
        String en) {}
