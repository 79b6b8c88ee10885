package org.gardefou.diagnostics.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.panel.About;
import org.gardefou.diagnostics.placing.Place.Reason;
import org.gardefou.diagnostics.quarantine.HeldReport.State;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/held-reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Quarantine",
        description =
                "Reports of panels that belong to no site which their connection may report for, or to one of several. Kept without secrets, placed by themselves when the site is registered or moved, or by hand, and forgotten in time.")
class QuarantineResource {

    private final HeldReports reports;
    private final QuarantineDesk desk;
    private final AuditTrail audit;

    QuarantineResource(HeldReports reports, QuarantineDesk desk, AuditTrail audit) {
        this.reports = reports;
        this.desk = desk;
        this.audit = audit;
    }

    @Schema(name = "HeldReport")
    record View(
            UUID id,
            UUID connection,

            @Schema(examples = "site.dns-changed") String type,

            About about,
            Reason reason,

            @Schema(
                    description = "Actor, object, before and after, without secrets.",
                    type = SchemaType.OBJECT,
                    examples =
                            "{\"actor\": {\"kind\": \"UNKNOWN\"}, \"object\": {\"kind\": \"DNS_ZONE\", \"name\": \"boutique.example\"}}")
            JsonNode data,

            Instant happenedAt,
            Instant heldAt,

            @Schema(description = "When it is forgotten, whatever became of it.")
            Instant expiresAt,

            State state,

            @Nullable @Schema(description = "The change that was made of it.")
            UUID change) {

        static View of(HeldReport report) {
            return new View(
                    report.id(),
                    report.connection(),
                    report.type().replaceFirst("^org\\.gardefou\\.(.*)\\.v1$", "$1"),
                    report.about(),
                    report.reason(),
                    report.data(),
                    report.happenedAt(),
                    report.heldAt(),
                    report.expiresAt(),
                    report.state(),
                    report.change());
        }
    }

    @Schema(name = "HeldReportPlace")
    record Where(
            @Nullable @Schema(description = "The site; left out, the one that the report names, if that can be told by now.")
            UUID site) {}

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List held reports",
            description = "Newest first; of one connection with `connection`, those that wait with `state=HELD`.")
    public Page<View> list(
            @QueryParam("connection") @Nullable UUID connection,
            @QueryParam("state") @Nullable State state,
            @BeanParam PageParams page) {
        return reports.page(connection, state, page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Read a held report",
            description = "What the panel told, by what it named the site, and why that was not enough.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        HeldReport report = reports.findByIdOptional(id).orElseThrow(() -> Problems.notFound("held report", id));
        return Response.ok(View.of(report)).tag(ETags.of(report.version())).build();
    }

    @POST
    @Path("/{id}/place")
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Operation(
            summary = "Place a held report",
            description =
                    "Makes a change of it, of a site that its connection may report for: the one given, or the one that it names by now. It keeps the time at which it happened.")
    @APIResponse(responseCode = "409", description = "It was placed or discarded already.")
    @APIResponse(
            responseCode = "422",
            description = "It belongs to no site that its connection may report for, or to one of several.")
    @APIResponse(responseCode = "200", description = "The report as it is now.")
    @APIResponseSchema(value = View.class, responseCode = "200")
    public View place(@PathParam("id") UUID id, @NotNull @Valid Where where) {
        View placed = View.of(desk.place(id, where.site()));
        audit.record("held-report.placed", "held-report", id, null, placed);
        return placed;
    }

    @POST
    @Path("/{id}/discard")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Operation(
            summary = "Discard a held report",
            description = "Says that it is about none of our sites: it no longer waits, and is forgotten in time.")
    @APIResponse(responseCode = "409", description = "It was placed or discarded already.")
    @APIResponse(responseCode = "200", description = "The report as it is now.")
    @APIResponseSchema(value = View.class, responseCode = "200")
    public View discard(@PathParam("id") UUID id) {
        View discarded = View.of(desk.discard(id));
        audit.record("held-report.discarded", "held-report", id, null, discarded);
        return discarded;
    }
}
