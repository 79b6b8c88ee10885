package org.gardefou.backup.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.language.Text;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Findings",
        description =
                "What looks wrong with a site's backups: sources that fell silent, sizes that jump, files that may have been encrypted.")
class FindingResource {

    private final Findings findings;
    private final FindingDesk desk;
    private final Caller caller;
    private final AuditTrail audit;

    FindingResource(Findings findings, FindingDesk desk, Caller caller, AuditTrail audit) {
        this.findings = findings;
        this.desk = desk;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "BackupFinding")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            UUID customer,
            @Schema(examples = "SHRINKING") Signal.Kind kind,

            @Nullable @Schema(description = "The database that it is about; absent: the files, or all.", examples = "wp_boutique")
            String database,

            @Schema(
                    description = "The numbers that it was told by.",
                    examples = "{\"bytes\": 1048576, \"usualBytes\": 68157440}")
            Map<String, Object> facts,

            @Nullable @Schema(description = "The restore point that showed it.")
            UUID restorePoint,

            @Nullable @Schema(description = "The last restore point before it, kept because of it.")
            UUID pinned,

            @Schema(description = "What it means and what to do.")
            Text text,

            Instant openedAt,
            @Nullable Instant closedAt,
            @Schema(examples = "DISMISSED") Finding.@Nullable End closedWhy,

            @Nullable @Schema(examples = "Nous avons supprimé l'ancienne boutique.")
            String closedReason,

            @Nullable @Schema(
                    description =
                            "Until when `pinned` stays although the customer closed it; absent: it does not, or the finding is open.")
            Instant keptUntil) {

        static View of(Finding finding) {
            boolean one = !finding.subject().isEmpty() && !finding.subject().equals("*");
            return new View(
                    finding.id(),
                    finding.site(),
                    finding.customer(),
                    finding.kind(),
                    one ? finding.subject() : null,
                    finding.facts(),
                    finding.restorePoint().orElse(null),
                    finding.pinned().orElse(null),
                    FindingText.of(finding),
                    finding.openedAt(),
                    finding.closedAt().orElse(null),
                    finding.closedWhy().orElse(null),
                    finding.closedReason().orElse(null),
                    finding.keptUntil().orElse(null));
        }
    }

    @Schema(name = "FindingDismissal")
    record Dismissal(
            @NotBlank @Size(max = 500) @Schema(examples = "Nous avons supprimé l'ancienne boutique.")
            String reason) {}

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List findings",
            description =
                    "Newest first; of one site with `site`, of one kind with `kind`; those that are closed only with `closed=true`.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("kind") Signal.@Nullable Kind kind,
            @Parameter(description = "Whether those that are closed are listed too.")
                    @QueryParam("closed")
                    @DefaultValue("false")
                    boolean closed,
            @BeanParam PageParams page) {
        return findings.page(site, kind, closed, caller.visibility(), page.request())
                .map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponseSchema(View.class)
    @Operation(summary = "Read a finding", description = "What was seen, by which numbers, and what to do.")
    public Response read(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @POST
    @Path("/{id}/dismiss")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "409", description = "It is closed already, by more than a customer's word.")
    @APIResponse(responseCode = "200", description = "Closed.")
    @APIResponseSchema(View.class)
    @Operation(
            summary = "Dismiss a finding",
            description =
                    "Somebody looked at it, and says what it was. By the word of staff, what was kept because of it is kept no longer. Of files that may have been encrypted (CHURN) a customer's or a panel's word is written down (`closedWhy`: CUSTOMER_WORD), since their account may have been taken over: the last restore point before stays until `keptUntil`, 30 days or as the hoster has set, unless staff dismisses the finding too. Staff that does not believe it pins the restore point, which then stays.")
    public Response dismiss(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Dismissal dismissal) {
        Finding finding = visible(id);
        ifMatch.check(finding, Finding::version);
        View before = View.of(finding);
        desk.dismiss(finding, dismissal.reason(), caller.staff());
        findings.flush();
        audit.record("finding.dismissed", "finding", id, before, View.of(finding));
        return answer(finding);
    }

    private Finding visible(UUID id) {
        return findings.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("finding", id));
    }

    private static Response answer(Finding finding) {
        return Response.ok(View.of(finding)).tag(ETags.of(finding.version())).build();
    }
}
