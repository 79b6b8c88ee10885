package org.gardefou.backup.policy;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Policies",
        description =
                "When sites are backed up, and for how long: as the contract promises, or as the customer asks for beyond that.")
class PolicyResource {

    private final Policies policies;
    private final PolicySettings settings;
    private final OwnPolicies own;
    private final Caller caller;
    private final AuditTrail audit;

    PolicyResource(Policies policies, PolicySettings settings, OwnPolicies own, Caller caller, AuditTrail audit) {
        this.policies = policies;
        this.settings = settings;
        this.own = own;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "PolicyChange")
    record Change(
            @NotNull @Schema(description = "Whether the schedule stands still.", examples = "true")
            Boolean paused) {}

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List policies",
            description = "By site. A customer sees their own, a panel those of its connection.")
    public Page<PolicyView> list(@QueryParam("site") @Nullable UUID site, @BeanParam PageParams page) {
        return policies.page(site, caller.visibility(), page.request()).map(this::view);
    }

    @GET
    @Path("/{site}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a site's policy",
            description = "Who makes the backups, how often, and how long they are kept.")
    @APIResponseSchema(PolicyView.class)
    public Response read(@PathParam("site") UUID site) {
        return answer(visible(site));
    }

    @PUT
    @Path("/{site}")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Pause or resume a site's schedule",
            description =
                    "What was promised changes with the contract only, what the customer asked for under `own`. Backups that are asked for are made while paused, too; the alarm about overdue backups goes on, and says that the schedule is paused.")
    @APIResponseSchema(PolicyView.class)
    public Response change(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch, @NotNull @Valid Change change) {
        Policy policy = visible(site);
        ifMatch.check(policy, Policy::version);
        PolicyView before = view(policy);
        policy.pause(change.paused());
        policies.flush();
        audit.record("policy.paused", "policy", site, before, view(policy));
        return answer(policy);
    }

    @PUT
    @Path("/{site}/own")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Ask for more than was promised",
            description =
                    "More often, longer, at other hours, by other clocks, or with points of past days, weeks and months; never less than the contract promises, and within the hoster's limits. What is left out is as promised. Takes the place of what was asked for before.")
    @APIResponse(
            responseCode = "409",
            description = "The customer makes the backups of this site: there is nothing to ask for.")
    @APIResponseSchema(PolicyView.class)
    public Response ask(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch, @NotNull @Valid Own wishes) {
        return changed(site, ifMatch, wishes);
    }

    @DELETE
    @Path("/{site}/own")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Go back to what was promised",
            description =
                    "What was asked for beyond the promise holds no longer; older restore points go in their time.")
    @APIResponse(
            responseCode = "409",
            description = "The customer makes the backups of this site: there is nothing to take back.")
    @APIResponseSchema(PolicyView.class)
    public Response takeBack(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch) {
        return changed(site, ifMatch, null);
    }

    private Response changed(UUID site, IfMatch ifMatch, @Nullable Own wishes) {
        Policy policy = visible(site);
        ifMatch.check(policy, Policy::version);
        PolicyView before = view(policy);
        own.change(policy, wishes);
        policies.flush();
        audit.record("policy.asked", "policy", site, before, view(policy));
        return answer(policy);
    }

    private Policy visible(UUID site) {
        return policies.visible(site, caller.visibility()).orElseThrow(() -> Problems.notFound("policy", site));
    }

    private PolicyView view(Policy policy) {
        return PolicyView.of(policy, settings);
    }

    private Response answer(Policy policy) {
        return Response.ok(view(policy)).tag(ETags.of(policy.version())).build();
    }
}
