package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

@Path("/backups/v1/policies")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Policies",
        description = "When sites are backed up, and for how long. They follow the promises of the contract.")
class PolicyResource {

    private static final Text BY_US = new Text("Nous sauvegardons ce site.", "We back this site up.");
    private static final Text BY_CUSTOMER = new Text(
            "Nous ne sauvegardons pas ce site : les sauvegardes sont à votre charge.",
            "We do not back this site up: the backups are yours to make.");

    private final Policies policies;
    private final Caller caller;
    private final AuditTrail audit;

    PolicyResource(Policies policies, Caller caller, AuditTrail audit) {
        this.policies = policies;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "Policy")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,
            UUID customer,
            @Schema(examples = "HOST_RUN") Policy.Kind kind,

            @Nullable @Schema(description = "ISO 8601 duration", examples = "PT24H")
            Duration frequency,

            @Nullable @Schema(description = "ISO 8601 duration", examples = "PT168H")
            Duration retention,

            boolean paused,
            @Nullable Instant nextDue,

            @Schema(description = "Who makes the backups, in words for the customer.")
            Text text) {

        static View of(Policy policy) {
            return new View(
                    policy.site(),
                    policy.customer(),
                    policy.kind(),
                    policy.frequency().orElse(null),
                    policy.retention().orElse(null),
                    policy.paused(),
                    policy.nextDue().orElse(null),
                    policy.kind() == Policy.Kind.HOST_RUN ? BY_US : BY_CUSTOMER);
        }
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
    public Page<View> list(@QueryParam("site") @Nullable UUID site, @BeanParam PageParams page) {
        return policies.page(site, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{site}")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a site's policy",
            description = "Who makes the backups, how often, and how long they are kept.")
    @APIResponseSchema(View.class)
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
                    "Frequency and retention are the contract's promises and change with it only. Backups that are asked for are made while paused, too.")
    @APIResponseSchema(View.class)
    public Response change(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch, @NotNull @Valid Change change) {
        Policy policy = visible(site);
        ifMatch.check(policy, Policy::version);
        View before = View.of(policy);
        policy.pause(change.paused());
        policies.flush();
        audit.record("policy.paused", "policy", site, before, View.of(policy));
        return answer(policy);
    }

    private Policy visible(UUID site) {
        return policies.visible(site, caller.visibility()).orElseThrow(() -> Problems.notFound("policy", site));
    }

    private static Response answer(Policy policy) {
        return Response.ok(View.of(policy)).tag(ETags.of(policy.version())).build();
    }
}
