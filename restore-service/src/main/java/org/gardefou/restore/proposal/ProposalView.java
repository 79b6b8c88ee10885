package org.gardefou.restore.proposal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.restore.language.Text;
import org.gardefou.restore.newer.KeepNewer;
import org.gardefou.restore.selection.Scope;
import org.gardefou.restore.selection.Selection;
import org.gardefou.restore.site.HostedSite.HostRestores;
import org.jspecify.annotations.Nullable;

/** A proposal as the API shows it. */
@Schema(name = "RestoreProposal")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProposalView(
        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000041")
        UUID id,

        @JsonProperty("case") @Schema(examples = "0198c5a2-7c00-7000-8000-000000000017")
        UUID supportCase,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000001")
        UUID site,

        @Schema(examples = "0198c5a2-7c00-7000-8000-000000000011")
        UUID restorePoint,

        @Schema(examples = "EVERYTHING") Scope scope,
        @Schema(description = "With FILES.") @Nullable List<String> paths,

        @Schema(description = "With DATABASE and TABLES.", examples = "wp_site") @Nullable String schema,

        @Schema(description = "With TABLES.") @Nullable List<String> tables,

        @Schema(description = "Tables that stay as they are.", examples = "[\"wp_statistics\"]") @Nullable List<@Nullable String> keepTables,

        @Schema(description = "Kinds of which what is newer is kept, up to the moment of the switch.") @Nullable List<@Nullable KeepNewer> keepNewer,

        @Schema(examples = "false") boolean withoutSafetyBackup,

        @Schema(
                description = "Why support proposes it.",
                examples = "La mise à jour de l'extension a cassé la boutique.")
        String reason,

        @Schema(
                description =
                        "LOOKING: what would change is being looked at. OPEN: it can be confirmed. BLOCKED: something stands in the way, see `shown.summary.change.obstacles` or `trouble`. The others are its ends.",
                examples = "OPEN")
        ProposalState state,

        Instant stateSince,

        @Schema(description = "What a look waits for, or why there can be none.") @Nullable Text trouble,

        @Schema(description = "What the customer confirms; absent before the first look.") @Nullable Look shown,

        @Schema(
                description =
                        "Of an open one that is read alone: why what was shown must be looked at again (`/look`) before it can be confirmed; empty when it need not.")
        @Nullable List<Reason> lookAgain,

        @Schema(
                description =
                        "By what the hoster may confirm it instead of the customer: the contract promises restores as a managed task. Absent: the customer confirms.")
        @Nullable HostRestores hostMayConfirm,

        Instant proposedAt,
        Instant expiresAt,
        @Nullable Ended answer,

        @Schema(description = "Present when the hoster confirmed it: by which clause.") @Nullable HostRestores withinContract,

        @Schema(description = "The restore that it became.") @Nullable UUID restore) {

    /**
     * What the customer is shown.
     *
     * @param sha256 over the bytes of `/shown`; absent in lists are only the words
     */
    @Schema(name = "RestoreProposalLook")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Look(
            @Schema(
                    description = "SHA-256 over the bytes that `/shown` answers; what a confirmation names.",
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String sha256,

            Instant at,

            @Schema(implementation = Shown.class, description = "Absent in lists.") @Nullable JsonNode summary) {}

    /** Why to look again. */
    @Schema(name = "RestoreProposalLookAgain")
    record Reason(@Schema(examples = "SITE_CHANGED") LookAgain code, Text text) {}

    /** Who ended it. */
    @Schema(name = "RestoreProposalAnswer")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Ended(
            @Schema(examples = "customer") String role,
            @Schema(examples = "webmaster") String subject,

            @Schema(description = "Why it was declined.", examples = "Nous préférons réparer l'extension.") @Nullable String reason) {

        static @Nullable Ended of(@Nullable Answer answer) {
            return answer == null
                    ? null
                    : new Ended(answer.by().role(), answer.by().subject(), answer.reason());
        }
    }

    /** @param more what is told of one that is read alone; null in lists */
    static ProposalView of(Proposal one, @Nullable More more) {
        Selection selection = one.selection();
        String sha256 = one.shownSha256();
        Instant shownAt = one.shownAt();
        return new ProposalView(
                one.id(),
                one.supportCase(),
                one.site(),
                one.restorePoint(),
                selection.scope(),
                selection.paths().isEmpty() ? null : selection.paths(),
                selection.schema(),
                selection.tables().isEmpty() ? null : selection.tables(),
                one.keepTables(),
                one.keepNewer(),
                one.withoutSafety(),
                one.reason(),
                one.state(),
                one.stateSince(),
                one.trouble(),
                sha256 == null || shownAt == null
                        ? null
                        : new Look(sha256, shownAt, more == null ? null : more.summary()),
                more == null ? null : more.reasons(),
                more == null ? null : more.hostRestores(),
                one.proposedAt(),
                one.expiresAt(),
                Ended.of(one.answer()),
                one.within(),
                one.restore());
    }

    /** What is worked out for one alone. */
    record More(
            @Nullable JsonNode summary,
            List<LookAgain> lookAgain,
            @Nullable HostRestores hostRestores) {

        private List<Reason> reasons() {
            return lookAgain.stream().map(why -> new Reason(why, why.text())).toList();
        }
    }
}
