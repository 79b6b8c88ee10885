package org.gardefou.restore.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.dryrun.DryRun;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.jspecify.annotations.Nullable;

/** What the customer is shown, and confirms by its hash. */
@Schema(name = "RestoreProposalShown")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Shown(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000041")
        UUID proposal,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(description = "What comes back.", examples = "FILES")
        Scope scope,

        @Schema(description = "With FILES.", examples = "[\"wp-content/themes/shop\"]") @Nullable List<String> paths,

        @Schema(description = "With DATABASE and TABLES.", examples = "wp_site") @Nullable String schema,

        @Schema(description = "With TABLES.", examples = "[\"wp_options\"]") @Nullable List<String> tables,

        @Schema(description = "Tables that stay as they are.", examples = "[\"wp_statistics\"]") @Nullable List<@Nullable String> keepTables,

        @Schema(description = "Kinds of which what is newer is kept, up to the moment of the switch.") @Nullable List<@Nullable KeepNewer> keepNewer,

        @Schema(description = "Whether it goes on without a backup of the present state.", examples = "false")
        boolean withoutSafetyBackup,

        @Schema(
                description = "Why support proposes it.",
                examples = "La mise à jour de l'extension shop-turbo a cassé la boutique.")
        String reason,

        @Schema(description = "Present when another restore point is advised: which.") @Nullable UUID advisedInstead,

        @Schema(description = "What would change, be kept and be lost.")
        DryRun change) {

    static Shown of(Proposal proposal, Circumstances seen, DryRun change) {
        Selection selection = proposal.selection();
        UUID advised = seen.advised();
        return new Shown(
                proposal.id(),
                proposal.site(),
                proposal.restorePoint(),
                selection.scope(),
                selection.paths().isEmpty() ? null : selection.paths(),
                selection.schema(),
                selection.tables().isEmpty() ? null : selection.tables(),
                proposal.keepTables(),
                proposal.keepNewer(),
                proposal.withoutSafety(),
                proposal.reason(),
                proposal.restorePoint().equals(advised) ? null : advised,
                change);
    }
}
