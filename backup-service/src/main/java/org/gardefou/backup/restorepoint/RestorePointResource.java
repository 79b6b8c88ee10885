package org.gardefou.backup.restorepoint;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.restorepoint.Pin.By;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/restore-points")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Restore points", description = "The states that sites can be taken back to.")
class RestorePointResource {

    private final RestorePoints points;
    private final RestorePointViews views;
    private final Pins pins;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    RestorePointResource(
            RestorePoints points, RestorePointViews views, Pins pins, Caller caller, AuditTrail audit, Clock clock) {
        this.points = points;
        this.views = views;
        this.pins = pins;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "PinRequest")
    record PinRequest(
            @NotBlank @Size(max = 200) @Schema(examples = "Avant la refonte")
            String reason,

            @Nullable @Schema(
                    description = "When it ends by itself; left out: when it is taken off.",
                    examples = "2036-11-23T10:00:00Z")
            Instant until) {}

    @Schema(name = "LabelRequest")
    record LabelRequest(
            @Nullable @Size(max = 200) @Schema(description = "Left out: no name any more.", examples = "Avant la refonte")
            String label) {}

    @GET
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "List restore points",
            description = "Newest first; of one site with `site`: then each says why it is kept.")
    public Page<RestorePointView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("state") RestorePoint.@Nullable State state,
            @BeanParam PageParams page) {
        return views.of(points.page(site, state, caller.visibility(), page.request()), site, caller.staff());
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read a restore point",
            description = "When it was taken, what it holds, and why and until when it is kept.")
    @APIResponseSchema(RestorePointView.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @PUT
    @Path("/{id}/pin")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "409",
            description =
                    "It has expired, the hoster has pinned it, or the customer has pinned as many as there may be.")
    @APIResponseSchema(RestorePointView.class)
    @Operation(
            summary = "Pin a restore point",
            description =
                    "Retention does not take it before `until`, or before the pin is taken off; the end of the contract ends it. A customer and the panel may have pinned 3 of a site at a time, or as many as the hoster has set.")
    public Response pin(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid PinRequest request) {
        RestorePoint point = visible(id);
        ifMatch.check(point, RestorePoint::version);
        if (request.until() != null && !request.until().isAfter(clock.instant())) {
            throw Problems.validation("/until", "must lie ahead, or be left out");
        }
        RestorePointView before = view(point);
        pins.pin(point, by(), request.reason(), request.until());
        return changed("restore-point.pinned", point, before);
    }

    @DELETE
    @Path("/{id}/pin")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "409", description = "The hoster has pinned it.")
    @APIResponseSchema(RestorePointView.class)
    @Operation(
            summary = "Take a pin off",
            description =
                    "It goes when nothing else keeps it, as a finding does (`keptFor`: SUSPECTED). Where there is no pin nothing changes.")
    public Response unpin(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        RestorePoint point = visible(id);
        ifMatch.check(point, RestorePoint::version);
        RestorePointView before = view(point);
        pins.unpin(point, by());
        return changed("restore-point.unpinned", point, before);
    }

    @PUT
    @Path("/{id}/label")
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponseSchema(RestorePointView.class)
    @Operation(
            summary = "Name a restore point",
            description =
                    "So that people find it again; one that was asked for has the label of its backup. A name keeps nothing: for that, pin it.")
    public Response label(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid LabelRequest request) {
        RestorePoint point = visible(id);
        ifMatch.check(point, RestorePoint::version);
        RestorePointView before = view(point);
        point.call(request.label());
        return changed("restore-point.labelled", point, before);
    }

    private By by() {
        return caller.staff() ? By.STAFF : By.CUSTOMER;
    }

    private Response changed(String deed, RestorePoint point, RestorePointView before) {
        points.flush();
        audit.record(deed, "restore-point", point.id(), before, view(point));
        return answer(point);
    }

    private RestorePoint visible(UUID id) {
        return points.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore point", id));
    }

    private RestorePointView view(RestorePoint point) {
        return views.of(point, caller.staff());
    }

    private Response answer(RestorePoint point) {
        return Response.ok(view(point)).tag(ETags.of(point.version())).build();
    }
}
