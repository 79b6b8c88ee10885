package org.gardefou.diagnostics.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.site.Site.SitePlace;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/sites")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sites", description = "Hosted web sites: where they are, and whose they are.")
class SiteResource {

    private static final String TOPIC = "gardefou.sites";

    private final Sites sites;
    private final SiteDomains domains;
    private final SiteDirectory directory;
    private final Placement placement;
    private final jakarta.enterprise.event.Event<SitePlaced> placed;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;

    SiteResource(
            Sites sites,
            SiteDomains domains,
            SiteDirectory directory,
            Placement placement,
            jakarta.enterprise.event.Event<SitePlaced> placed,
            Outbox outbox,
            AuditTrail audit,
            Caller caller,
            Clock clock) {
        this.sites = sites;
        this.domains = domains;
        this.directory = directory;
        this.placement = placement;
        this.placed = placed;
        this.outbox = outbox;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Schema(name = "Site")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID server,
            UUID customer,
            @Nullable UUID connection,
            String name,
            @JsonUnwrapped SitePlace place,
            Instant registeredAt) {

        static View of(Site site) {
            return new View(
                    site.id(),
                    site.server(),
                    site.customer(),
                    site.connection().orElse(null),
                    site.name(),
                    site.place(),
                    site.registeredAt());
        }
    }

    /** The data of {@code site.registered} and {@code site.moved}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(
            UUID site,
            UUID server,
            UUID customer,
            @Nullable UUID connection,
            String name,
            @JsonUnwrapped SitePlace place,
            Instant at) {}

    /** The data of {@code site.removed}. */
    record Gone(UUID site, Instant at) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Register a site",
            description =
                    "The other services learn of it from the bus, normally within a second. Its root and its databases are its own: below one of the server's `siteRoots`, and no other site's.")
    @APIResponse(responseCode = "409", description = "A domain, the root or a database belongs to another site.")
    @APIResponse(
            responseCode = "422",
            description =
                    "The server or its database server is not registered, or the root, a log or a database cannot be a site's.")
    @APIResponse(responseCode = "201", description = "Registered; `Location` names the site.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response register(@NotNull @Valid SiteRequest request) {
        Site site = new Site(Ids.next(), request, clock.instant());
        placement.check(site.id(), request, null);
        sites.persist(site);
        sites.flush();
        domains.replace(site.id(), site.place().domains());
        placed.fire(new SitePlaced(site.id()));
        tell("site.registered", site);
        audit.record("site.registered", "site", site.id(), null, View.of(site));
        return Response.created(URI.create("/diagnostics/v1/sites/" + site.id()))
                .entity(View.of(site))
                .tag(ETags.of(site.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List sites",
            description =
                    "In the order of their registration. A customer sees their own, a panel those of its connection.")
    public Page<View> list(@QueryParam("customer") @Nullable UUID customer, @BeanParam PageParams page) {
        return sites.page(customer, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a site", description = "Where it is on its server.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @APIResponse(
            responseCode = "422",
            description =
                    "The server or its database server is not registered, the root, a log or a database cannot be a site's, or the customer would change.")
    @APIResponse(responseCode = "409", description = "A domain, the root or a database belongs to another site.")
    @Operation(
            summary = "Move or correct a site",
            description = "Everything but the customer can change: a site that changes hands is registered anew.")
    @APIResponseSchema(View.class)
    public Response move(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid SiteRequest request) {
        Site site = visible(id);
        ifMatch.check(site, Site::version);
        if (!site.customer().equals(request.customer())) {
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The customer of a site does not change. Remove the site and register it for the other customer.");
        }
        placement.check(id, request, site);
        View before = View.of(site);
        site.move(request);
        sites.flush();
        domains.replace(id, site.place().domains());
        directory.forgetAfterCommit();
        placed.fire(new SitePlaced(id));
        tell("site.moved", site);
        audit.record("site.moved", "site", id, before, View.of(site));
        return answer(site);
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Remove a site", description = "Its history stays; nothing of the site itself is touched.")
    @APIResponse(responseCode = "204", description = "Removed.")
    public void remove(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Site site = visible(id);
        ifMatch.check(site, Site::version);
        View before = View.of(site);
        sites.delete(site);
        sites.flush();
        directory.forgetAfterCommit();
        outbox.add(Event.of(TOPIC, "site.removed", id, new Gone(id, clock.instant())));
        audit.record("site.removed", "site", id, before, null);
    }

    private void tell(String type, Site site) {
        outbox.add(Event.of(
                TOPIC,
                type,
                site.id(),
                new Told(
                        site.id(),
                        site.server(),
                        site.customer(),
                        site.connection().orElse(null),
                        site.name(),
                        site.place(),
                        clock.instant())));
    }

    private Site visible(UUID id) {
        return sites.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("site", id));
    }

    private static Response answer(Site site) {
        return Response.ok(View.of(site)).tag(ETags.of(site.version())).build();
    }
}
