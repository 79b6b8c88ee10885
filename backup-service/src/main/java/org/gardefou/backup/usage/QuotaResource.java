package org.gardefou.backup.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.source.Sites;
import org.gardefou.backup.usage.Quota.Subject;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Usage")
class QuotaResource {

    /** The version of what nobody set yet. */
    private static final long UNSET = 0;

    private final Quotas quotas;
    private final Sites sites;
    private final AuditTrail audit;

    QuotaResource(Quotas quotas, Sites sites, AuditTrail audit) {
        this.quotas = quotas;
        this.sites = sites;
        this.audit = audit;
    }

    @Schema(name = "Quota")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            @Schema(description = "Bytes that may be stored; absent: any number.", examples = "5000000000") @Nullable Long bytes,

            @Schema(
                    description = "Whether this was set for it alone; otherwise it is the hoster's setting for all.",
                    examples = "true")
            boolean own) {}

    @Schema(name = "QuotaChange")
    record Change(
            @PositiveOrZero @Schema(description = "Null: the setting for all counts.", examples = "5000000000")
            @Nullable Long bytes) {}

    @GET
    @Path("/sites/{site}/quota")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Read a site's quota", description = "How many bytes its backups may take.")
    @APIResponseSchema(View.class)
    public Response ofSite(@PathParam("site") UUID site) {
        return answer(site, Subject.SITE);
    }

    @PUT
    @Path("/sites/{site}/quota")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Set a site's quota",
            description =
                    "Where it is used up, customers and panels can ask for no more backups of the site; those of the policy, before dangerous changes and before restores go on.")
    @APIResponseSchema(View.class)
    public Response setOfSite(@PathParam("site") UUID site, @BeanParam IfMatch ifMatch, @NotNull @Valid Change change) {
        return set(site, Subject.SITE, ifMatch, change);
    }

    @GET
    @Path("/customers/{customer}/quota")
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Read a customer's quota", description = "How many bytes the backups of all sites may take.")
    @APIResponseSchema(View.class)
    public Response ofCustomer(@PathParam("customer") UUID customer) {
        return answer(customer, Subject.CUSTOMER);
    }

    @PUT
    @Path("/customers/{customer}/quota")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Set a customer's quota",
            description = "For all sites together; each site may have one of its own besides.")
    @APIResponseSchema(View.class)
    public Response setOfCustomer(
            @PathParam("customer") UUID customer, @BeanParam IfMatch ifMatch, @NotNull @Valid Change change) {
        return set(customer, Subject.CUSTOMER, ifMatch, change);
    }

    private Response set(UUID id, Subject subject, IfMatch ifMatch, Change change) {
        demandKnown(id, subject);
        Optional<Quota> there = quotas.of(id, subject);
        // What nobody set yet has a version too: who sets it says that nobody else did.
        there.ifPresentOrElse(quota -> ifMatch.check(quota, QuotaResource::tag), () -> ifMatch.check(UNSET));
        View before = view(id, subject);
        Quota quota = there.orElseGet(() -> {
            Quota fresh = new Quota(id, subject);
            quotas.persist(fresh);
            return fresh;
        });
        quota.set(change.bytes());
        quotas.flush();
        audit.record("quota.set", "quota", id, before, view(id, subject));
        return answer(id, subject);
    }

    private void demandKnown(UUID id, Subject subject) {
        String what = subject == Subject.SITE ? "site" : "customer";
        if (sites.count(what, id) == 0) throw Problems.notFound(what, id);
    }

    private Response answer(UUID id, Subject subject) {
        demandKnown(id, subject);
        long tag = quotas.of(id, subject).map(QuotaResource::tag).orElse(UNSET);
        return Response.ok(view(id, subject)).tag(ETags.of(tag)).build();
    }

    /** Behind {@link #UNSET}: the first version of a row is 0. */
    private static long tag(Quota quota) {
        return quota.version() + 1;
    }

    private View view(UUID id, Subject subject) {
        OptionalLong most = quotas.most(id, subject);
        boolean own = quotas.of(id, subject)
                .map(Quota::bytes)
                .orElse(OptionalLong.empty())
                .isPresent();
        return new View(most.isPresent() ? most.getAsLong() : null, own);
    }
}
