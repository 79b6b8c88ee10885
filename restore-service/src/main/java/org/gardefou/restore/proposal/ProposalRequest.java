package org.gardefou.restore.proposal;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.saga.RestoreRequest;
import org.gardefou.restore.selection.Asked;
import org.gardefou.restore.selection.Scope;
import org.jspecify.annotations.Nullable;

/** The restore that support proposes. */
@Schema(name = "RestoreProposalRequest")
record ProposalRequest(
        @NotNull @JsonProperty("case")
        @Schema(
                description = "The support case in which it is proposed.",
                examples = "0198c5a2-7c00-7000-8000-000000000017")
        UUID supportCase,

        @Schema(
                description = "Left out: the one that /restores/v1/advice recommends for this case.",
                examples = "0198c5a2-7c00-7000-8000-000000000011")
        @Nullable UUID restorePoint,

        @Schema(description = "What comes back; EVERYTHING when it is left out.", examples = "FILES") @Nullable Scope scope,

        @Schema(description = "With FILES: as for a restore.", examples = "[\"wp-content/themes/shop\", \"index.php\"]")
        @Nullable List<@Nullable String> paths,

        @Schema(description = "With DATABASE and TABLES: one of the site's databases.", examples = "wp_site") @Nullable String schema,

        @Schema(description = "With TABLES: as for a restore.", examples = "[\"wp_options\"]") @Nullable List<@Nullable String> tables,

        @Schema(description = "As for a restore: tables that stay as they are now.", examples = "[\"wp_statistics\"]")
        @Nullable List<@Nullable String> keepTables,

        @Schema(
                description =
                        "As for a restore: kinds of which what is newer than the restore point is kept, up to the moment of the switch.")
        @Nullable List<@Nullable @Valid KeepNewer> keepNewer,

        @Schema(
                description =
                        "Go on without a backup of the present state, for a site that is too broken to be backed up.",
                examples = "false")
        @Nullable Boolean withoutSafetyBackup,

        @NotBlank @MultiLine
        @Size(max = 2_000) @Schema(
                description = "Why, in words for the customer and in their language.",
                examples =
                        "La mise à jour de l'extension shop-turbo a cassé la boutique ; cette sauvegarde date d'une heure avant.")
        String reason,

        @Min(1) @Max(30) @Schema(description = "How long the customer has to answer; left out: the hoster's setting.", examples = "7")
        @Nullable Integer validDays) {

    static final String EXAMPLE =
            "{\"case\": \"0198c5a2-7c00-7000-8000-000000000017\", \"reason\": \"La mise à jour de l'extension shop-turbo a cassé la boutique ; cette sauvegarde date d'une heure avant.\"}";

    static final String EXAMPLE_OF_FILES =
            "{\"case\": \"0198c5a2-7c00-7000-8000-000000000017\", \"restorePoint\": \"0198c5a2-7c00-7000-8000-000000000011\", \"scope\": \"FILES\", \"paths\": [\"wp-content/themes/shop\"], \"reason\": \"Le thème a été écrasé ce matin.\", \"validDays\": 3}";

    RestoreRequest asRestore(UUID site, UUID point) {
        return RestoreRequest.of(
                site,
                point,
                new Asked(scope, paths, schema, tables),
                keepTables,
                keepNewer,
                Boolean.TRUE.equals(withoutSafetyBackup));
    }
}
