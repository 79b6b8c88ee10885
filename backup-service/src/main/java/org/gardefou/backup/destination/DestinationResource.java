package org.gardefou.backup.destination;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;

@Path("/backups/v1/destinations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Destinations", description = "Where repositories are made: folders, servers over SSH, buckets.")
class DestinationResource {

    private static final String EXAMPLE = """
            {
              "name": "Coffre de Gravelines",
              "kind": "S3",
              "location": "https://s3.gra.example/sauvegardes",
              "region": "gra",
              "secret": "destination-s3-gra",
              "uploadKib": 20480,
              "parallel": 4,
              "servers": []
            }""";

    private final Destinations destinations;
    private final DestinationDesk desk;
    private final Trials trials;
    private final AuditTrail audit;

    DestinationResource(Destinations destinations, DestinationDesk desk, Trials trials, AuditTrail audit) {
        this.destinations = destinations;
        this.desk = desk;
        this.trials = trials;
        this.audit = audit;
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Register a destination",
            description =
                    "A site's repository is made where its server's sites go, else at the default, else where the settings say; those that are there stay where they are. Secrets are given by name only.")
    @APIResponse(responseCode = "201", description = "Registered; `Location` names the destination.")
    @APIResponse(responseCode = "409", description = "The name, the default or a server is another destination's.")
    @APIResponseSchema(value = DestinationView.class, responseCode = "201")
    public Response register(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "a bucket", value = EXAMPLE)))
                    @NotNull @Valid DestinationRequest request) {
        Destination destination = desk.register(request.settings());
        DestinationView view = DestinationView.of(destination);
        audit.record("destination.registered", "destination", destination.id(), null, view);
        return Response.created(URI.create("/backups/v1/destinations/" + destination.id()))
                .entity(view)
                .tag(ETags.of(destination.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "List destinations", description = "Newest first.")
    public Page<DestinationView> list(@BeanParam PageParams page) {
        return destinations.page(page.request()).map(DestinationView::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Read a destination", description = "How it is reached; names of secrets, never secrets.")
    @APIResponseSchema(DestinationView.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(find(id));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Change a destination",
            description =
                    "Kind and location stay as they were registered. Limits and secrets hold from the next process on; servers, default and activity for new repositories.")
    @APIResponse(responseCode = "409", description = "Kind or location differ, or something is another destination's.")
    @APIResponseSchema(DestinationView.class)
    public Response change(
            @PathParam("id") UUID id,
            @BeanParam IfMatch ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "a bucket", value = EXAMPLE)))
                    @NotNull @Valid DestinationRequest request) {
        Destination destination = find(id);
        ifMatch.check(destination, Destination::version);
        DestinationView before = DestinationView.of(destination);
        desk.change(destination, request.settings());
        audit.record("destination.changed", "destination", id, before, DestinationView.of(destination));
        return answer(destination);
    }

    @POST
    @Path("/{id}/trials")
    @PermissionsAllowed("backups:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Try a destination",
            description =
                    "Makes a small repository there, reads it and deletes it again, and says what is in the way if something is. Takes some seconds; half a minute where nothing answers.")
    @APIResponseSchema(Trial.class)
    public Response attempt(@PathParam("id") UUID id) {
        Destination destination = QuarkusTransaction.requiringNew().call(() -> find(id));
        Trial trial = trials.of(destination);
        QuarkusTransaction.requiringNew().run(() -> audit.record("destination.tried", "destination", id, null, trial));
        return Response.ok(trial).build();
    }

    private Destination find(UUID id) {
        return destinations.findByIdOptional(id).orElseThrow(() -> Problems.notFound("destination", id));
    }

    private static Response answer(Destination destination) {
        return Response.ok(DestinationView.of(destination))
                .tag(ETags.of(destination.version()))
                .build();
    }
}
