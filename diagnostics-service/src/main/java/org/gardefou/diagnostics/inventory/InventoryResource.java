package org.gardefou.diagnostics.inventory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.inventory.Inventories.Stored;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.job.Jobs;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/sites/{id}/inventory")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Inventories", description = "What a site is made of, read from its files; nothing of the site is run.")
class InventoryResource {

    private final Inventories inventories;
    private final Sites sites;
    private final Jobs jobs;
    private final Caller caller;
    private final AuditTrail audit;

    InventoryResource(Inventories inventories, Sites sites, Jobs jobs, Caller caller, AuditTrail audit) {
        this.inventories = inventories;
        this.sites = sites;
        this.jobs = jobs;
        this.caller = caller;
        this.audit = audit;
    }

    /**
     * An inventory.
     *
     * @param state of the newest look; NOT_READ before the first
     * @param readAt when the components were read; a look that could read nothing leaves the older ones
     * @param pending whether a look waits or is at work
     */
    @Schema(name = "Inventory")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,
            @Schema(examples = "READ") String state,
            @Nullable @Schema(examples = "WORDPRESS") Cms cms,
            List<Component> components,

            @Schema(
                    description =
                            "What could not be looked at: a reason and a path. BUDGET_SPENT: the site has more than a look takes in.")
            List<String> notes,

            boolean pending,
            @Nullable Instant readAt,
            @Nullable Instant lookedAt) {

        static View of(UUID site, Optional<Stored> stored, boolean pending) {
            if (stored.isEmpty()) return new View(site, "NOT_READ", null, List.of(), List.of(), pending, null, null);
            Stored one = stored.get();
            return new View(
                    site,
                    one.reading().state().name(),
                    one.reading().cms(),
                    one.reading().components(),
                    one.reading().notes(),
                    pending,
                    one.readAt(),
                    one.lookedAt());
        }
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a site's inventory",
            description =
                    "CMS, plugins, themes and modules with their versions, and what can be seen of where each comes from: facts, never a score. `readAt` says how old it is.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        demand(id);
        View view = view(id);
        Instant looked = view.lookedAt();
        // A look that was asked for shows before it is made.
        long version = 2 * (looked == null ? 0 : looked.toEpochMilli()) + (view.pending() ? 1 : 0);
        return Response.ok(view).tag(ETags.of(version)).build();
    }

    @POST
    @Path("/looks")
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Look at a site anew",
            description =
                    "Reads what it is made of; poll the inventory until it is not `pending`. Looks are made by themselves once a day, and after changes.")
    @APIResponse(responseCode = "202", description = "Asked for; `Location` names the inventory.")
    @APIResponseSchema(value = View.class, responseCode = "202")
    public Response look(@PathParam("id") UUID id) {
        demand(id);
        jobs.submit(InventoryJob.class, id.toString());
        audit.record("inventory.requested", "site", id, null, null);
        return Response.accepted(View.of(id, inventories.find(id), true))
                .location(URI.create("/diagnostics/v1/sites/" + id + "/inventory"))
                .build();
    }

    private View view(UUID id) {
        // Asked first: a look that ends in between is in what is read then.
        boolean pending = jobs.pending(InventoryJob.class, id.toString());
        return View.of(id, inventories.find(id), pending);
    }

    private void demand(UUID id) {
        if (sites.visible(id, caller.visibility()).isEmpty()) throw Problems.notFound("site", id);
    }
}
