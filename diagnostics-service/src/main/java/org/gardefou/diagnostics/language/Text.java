package org.gardefou.diagnostics.language;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sentence in both languages; French is written first. */
public record Text(
        @Schema(examples = "La page d'accueil répond par une erreur 500.")
        String fr,

        @Schema(examples = "The front page answers with an error 500.")
        String en) {}
