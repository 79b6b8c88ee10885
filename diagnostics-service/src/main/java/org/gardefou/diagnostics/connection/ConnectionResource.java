package org.gardefou.diagnostics.connection;

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
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.site.SiteDirectory;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Connections",
        description =
                "Panels: a panel's token carries the id of its connection, and sees the sites registered with it.")
class ConnectionResource {

    private final Connections connections;
    private final Pulses pulses;
    private final SiteDirectory sites;
    private final AuditTrail audit;
    private final Clock clock;

    ConnectionResource(Connections connections, Pulses pulses, SiteDirectory sites, AuditTrail audit, Clock clock) {
        this.connections = connections;
        this.pulses = pulses;
        this.sites = sites;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "ConnectionRequest")
    record Request(
            @NotBlank @Size(max = 100) @Schema(examples = "cPanel of web-1")
            String name,

            @NotNull @Schema(examples = "CPANEL") Connection.Kind kind,

            @Schema(
                    description =
                            "Whether the panel may say that the hoster's staff or automatic jobs changed a site. Only for a panel that the hoster alone administers; never for a WordPress. Without it such a claim is stored as made by nobody knows whom.",
                    examples = "true",
                    defaultValue = "false")
            @Nullable Boolean vouchesForHoster,

            @Nullable @Size(max = 1000) @Schema(
                    description =
                            "Sites that it may report for by signed webhooks, beside those that name it: a billing system, or a site's own WordPress. It does not see them otherwise.",
                    examples = "[]")
            List<@NotNull UUID> sites,

            @Nullable @Size(max = 100) @Schema(
                    description =
                            "Servers for all of whose sites it may report by signed webhooks; never of a WORDPRESS.",
                    examples = "[]")
            List<@NotNull UUID> servers) {

        boolean vouches() {
            return Boolean.TRUE.equals(vouchesForHoster);
        }

        @AssertTrue(
                message =
                        "must not be true for WORDPRESS: it is in the customer's hands. Leave vouchesForHoster out, or register the hoster's panel")
        @Schema(hidden = true)
        boolean isVouchedForByThePanelOfTheHoster() {
            return !vouches() || kind != Connection.Kind.WORDPRESS;
        }
    }

    @Schema(name = "ConnectionChange")
    record Change(
            @NotBlank @Size(max = 100) @Schema(examples = "cPanel of web-1")
            String name,

            @Schema(
                    description =
                            "Whether the panel may say from now on that the hoster's staff or automatic jobs changed a site. Without it: it may not.",
                    examples = "false",
                    defaultValue = "false")
            @Nullable Boolean vouchesForHoster,

            @Nullable @Size(max = 1000) @Schema(
                    description =
                            "Sites that it may report for by signed webhooks, beside those that name it: a billing system, or a site's own WordPress. It does not see them otherwise.",
                    examples = "[]")
            List<@NotNull UUID> sites,

            @Nullable @Size(max = 100) @Schema(
                    description =
                            "Servers for all of whose sites it may report by signed webhooks; never of a WORDPRESS.",
                    examples = "[]")
            List<@NotNull UUID> servers) {}

    @Schema(name = "Connection")
    record View(
            UUID id,
            String name,
            Connection.Kind kind,
            boolean vouchesForHoster,
            List<UUID> sites,
            List<UUID> servers,
            Instant madeAt,

            @Nullable @Schema(
                    description =
                            "When a signed webhook of it last came, to half a minute; absent while none has come. No report and a hook that is dead are told apart by it.")
            Instant lastHeardAt,

            @Nullable @Schema(
                    description =
                            "Since when nothing has come of it, although its hook should say every few minutes that it is alive; absent while all is well.")
            Instant silentSince) {

        static View of(Connection connection, @Nullable Pulse pulse) {
            return new View(
                    connection.id(),
                    connection.name(),
                    connection.kind(),
                    connection.vouchesForHoster(),
                    connection.sites(),
                    connection.servers(),
                    connection.madeAt(),
                    pulse == null ? null : pulse.heardAt(),
                    pulse == null ? null : pulse.silentSince());
        }
    }

    @POST
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Idempotent
    @Operation(
            summary = "Make a connection",
            description =
                    "Give its id to the sites the panel speaks for, and to who issues the panel's token. `vouchesForHoster` lets it say who of the hoster changed a site.")
    @APIResponse(responseCode = "201", description = "Made; `Location` names the connection.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response make(@NotNull @Valid Request request) {
        Connection connection =
                new Connection(Ids.next(), request.name(), request.kind(), request.vouches(), clock.instant());
        connection.reach(given(request.sites()), given(request.servers()));
        connections.persist(connection);
        audit.record("connection.made", "connection", connection.id(), null, View.of(connection, null));
        return Response.created(URI.create("/diagnostics/v1/connections/" + connection.id()))
                .entity(View.of(connection, null))
                .tag(ETags.of(connection.version()))
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List connections",
            description = "In the order in which they were made, with when each was last heard.")
    public Page<View> list(@BeanParam PageParams page) {
        Page<Connection> found = connections.page(page.request());
        Map<UUID, Pulse> heard =
                pulses.of(found.items().stream().map(Connection::id).toList());
        return found.map(connection -> View.of(connection, heard.get(connection.id())));
    }

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Path("/{id}")
    @Operation(summary = "Read a connection", description = "Its name and kind, and whether it vouches for the hoster.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(find(id));
    }

    @PUT
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Operation(
            summary = "Change a connection",
            description =
                    "Its name, and whether it vouches for the hoster; its kind, its sites and its token stay. It holds for what the panel reports from now on (other processes of this service than the one that answered follow within a minute). What it reported before keeps the actor that it was taken with, and so does every diagnosis, assessment and decision that rests on it: nothing is judged anew. Look into `/site-changes` at what a panel said that you no longer trust. A WORDPRESS never vouches (422).")
    @APIResponseSchema(View.class)
    public Response change(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Change change) {
        Connection connection = find(id);
        ifMatch.check(connection, Connection::version);
        View before = view(connection);
        connection.change(change.name(), Boolean.TRUE.equals(change.vouchesForHoster()));
        connection.reach(given(change.sites()), given(change.servers()));
        connections.flush();
        sites.forgetAfterCommit();
        audit.record("connection.changed", "connection", id, before, view(connection));
        return answer(connection);
    }

    private Connection find(UUID id) {
        return connections.findByIdOptional(id).orElseThrow(() -> Problems.notFound("connection", id));
    }

    private View view(Connection connection) {
        return View.of(connection, pulses.of(List.of(connection.id())).get(connection.id()));
    }

    private static List<UUID> given(@Nullable List<UUID> ids) {
        return ids == null ? List.of() : ids;
    }

    private Response answer(Connection connection) {
        return Response.ok(view(connection)).tag(ETags.of(connection.version())).build();
    }
}
