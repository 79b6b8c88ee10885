package org.gardefou.backup.language;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A sentence in both languages; French is written first. */
public record Text(
        @Schema(examples = "Le serveur de base de données refuse le mot de passe.")
        String fr,

        @Schema(examples = "The database server refuses the password.")
        String en) {}
