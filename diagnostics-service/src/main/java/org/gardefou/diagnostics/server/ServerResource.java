package org.gardefou.diagnostics.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.server.Server.AccessKind;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/servers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Servers", description = "The machines that sites are on, and how their databases are reached.")
class ServerResource {

    private static final String TOPIC = "gardefou.servers";

    private final Servers servers;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final Clock clock;

    ServerResource(Servers servers, Outbox outbox, AuditTrail audit, Clock clock) {
        this.servers = servers;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "ServerAccess",
            description =
                    "LOCAL: the services run on the server itself. SSH: it is another machine, reached as `ssh` says.")
    record Access(
            @NotNull @Schema(examples = "LOCAL") AccessKind kind,
            @Nullable @Valid SshAddress ssh) {

        @AssertTrue(message = "must have ssh where kind is SSH, and only there") @Schema(hidden = true)
        @JsonIgnore
        boolean isSshWhereItIsNeeded() {
            return (kind == AccessKind.SSH) == (ssh != null);
        }
    }

    @Schema(name = "ServerRequest")
    record Request(
            @NotBlank @Size(max = 100) @Schema(examples = "web-1")
            String name,

            @NotNull @Valid @Schema(examples = "{\"kind\": \"LOCAL\"}")
            Access access,

            @NotNull @Size(max = 20) List<@Valid @NotNull DatabaseServer> databases,

            @Nullable @Size(min = 1, max = 50) @Schema(
                    description =
                            "The folders below which sites lie on it; a site is registered nowhere else. Without it: /home, /srv, /var/www.",
                    examples = "[\"/srv/sites\"]")
            List<@NotNull @Size(max = 1000) String> siteRoots) {

        @AssertTrue(
                message =
                        "must name folders for sites: absolute paths without . or .., and no folder of the system such as /, /etc, /usr or /var/lib")
        @Schema(hidden = true)
        boolean isEverySiteRootUsable() {
            return siteRoots == null
                    || siteRoots.stream()
                            .allMatch(folder -> folder == null
                                    || ServerPath.isPlain(folder)
                                            && SystemFolders.mayHoldSites(java.nio.file.Path.of(folder)));
        }

        List<String> siteRootsOrUsual() {
            return siteRoots == null ? SystemFolders.USUAL_SITE_ROOTS : siteRoots;
        }
    }

    @Schema(name = "Server")
    record View(
            UUID id,
            String name,
            Access access,
            List<DatabaseServer> databases,
            List<String> siteRoots,
            Instant registeredAt) {
        static View of(Server server) {
            return new View(
                    server.id(),
                    server.name(),
                    new Access(server.access(), server.ssh()),
                    server.databases(),
                    server.siteRoots(),
                    server.registeredAt());
        }
    }

    /** The data of {@code server.registered} and {@code server.changed}. */
    record Told(UUID server, String name, Access access, List<DatabaseServer> databases, Instant at) {}

    /** The data of {@code server.removed}. */
    record Gone(UUID server, Instant at) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Register a server",
            description =
                    "Secrets are given by name only; each service reads them from its own secrets directory. Sites are registered below its `siteRoots` only.")
    @APIResponse(responseCode = "201", description = "Registered; `Location` names the server.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response register(@NotNull @Valid Request request) {
        Server server = new Server(
                Ids.next(),
                request.name(),
                request.access().kind(),
                request.access().ssh(),
                request.databases(),
                request.siteRootsOrUsual(),
                clock.instant());
        servers.persist(server);
        servers.flush();
        tell("server.registered", server);
        audit.record("server.registered", "server", server.id(), null, View.of(server));
        return Response.created(URI.create("/diagnostics/v1/servers/" + server.id()))
                .entity(View.of(server))
                .tag(ETags.of(server.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "List servers", description = "In the order of their registration.")
    public Page<View> list(@BeanParam PageParams page) {
        return servers.page(page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(summary = "Read a server", description = "How it is reached; names of secrets, never secrets.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(find(id));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Change a server",
            description =
                    "The other services learn of it from the bus. Sites that are on it stay as they are, even outside of new `siteRoots`; these hold for what is registered or moved from now on.")
    @APIResponseSchema(View.class)
    public Response change(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Request request) {
        Server server = find(id);
        ifMatch.check(server, Server::version);
        View before = View.of(server);
        server.reachedBy(request.access().kind(), request.access().ssh());
        server.change(request.name(), request.databases(), request.siteRootsOrUsual());
        servers.flush();
        tell("server.changed", server);
        audit.record("server.changed", "server", id, before, View.of(server));
        return answer(server);
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @APIResponse(responseCode = "409", description = "Sites are still on it: move or remove them first.")
    @Operation(
            summary = "Remove a server",
            description =
                    "Only when no site is on it any more: while there is one, the answer is 409, and neither the server nor a site is touched. "
                            + "Move its sites to another server (`PUT /sites/{id}`) or remove them (`DELETE /sites/{id}`) first. "
                            + "What is on the machine itself, and the restore points of the sites that were there, stay.")
    @APIResponse(responseCode = "204", description = "Removed.")
    public void remove(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Server server = find(id);
        ifMatch.check(server, Server::version);
        View before = View.of(server);
        servers.delete(server);
        servers.flush();
        outbox.add(Event.of(TOPIC, "server.removed", id, new Gone(id, clock.instant())));
        audit.record("server.removed", "server", id, before, null);
    }

    private void tell(String type, Server server) {
        View view = View.of(server);
        outbox.add(Event.of(
                TOPIC,
                type,
                server.id(),
                new Told(view.id(), view.name(), view.access(), view.databases(), clock.instant())));
    }

    private Server find(UUID id) {
        return servers.findByIdOptional(id).orElseThrow(() -> Problems.notFound("server", id));
    }

    private static Response answer(Server server) {
        return Response.ok(View.of(server)).tag(ETags.of(server.version())).build();
    }
}
