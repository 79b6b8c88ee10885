package org.gardefou.support.supportcase;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;

@Path("/support/v1/cases/{id}/priority")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Cases")
class CasePriorityResource {

    private final Cases cases;
    private final CaseDesk desk;
    private final AuditTrail audit;
    private final Caller caller;

    CasePriorityResource(Cases cases, CaseDesk desk, AuditTrail audit, Caller caller) {
        this.cases = cases;
        this.desk = desk;
        this.audit = audit;
        this.caller = caller;
    }

    /** How urgent a case is, and why. */
    @Schema(name = "CasePriority")
    record Weighing(
            @NotNull @Schema(examples = "P1") Priority priority,

            @NotBlank @Size(max = 500) @Schema(examples = "Boutique à l'arrêt un jour de soldes.")
            String reason) {}

    private record Weighed(Priority priority, String reason) {}

    @PUT
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Say how urgent a case is",
            description =
                    "What is found later does not change it any more. The clocks of the case aim at the new priority's targets, for all the time that has passed. The reason stands in the audit.")
    @APIResponse(responseCode = "409", description = "The case is over.")
    @APIResponseSchema(CaseView.class)
    public Response weigh(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Weighing weighing) {
        SupportCase found = cases.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("case", id));
        ifMatch.check(found, SupportCase::version);
        CaseView before = CaseView.of(found);
        found.weighed(weighing.priority());
        desk.changed(found);
        cases.flush();
        audit.record("case.weigh", "case", id, before, new Weighed(weighing.priority(), weighing.reason()));
        return Response.ok(CaseView.of(found)).tag(ETags.of(found.version())).build();
    }
}
