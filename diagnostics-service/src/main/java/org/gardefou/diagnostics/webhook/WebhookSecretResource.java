package org.gardefou.diagnostics.webhook;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.connection.Connections;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.id.Ids;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/connections/{id}/webhook-secrets")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Connections")
class WebhookSecretResource {

    private static final Logger LOG = Logger.getLogger(WebhookSecretResource.class);

    /** A rotation needs two; each is tried for each delivery. */
    private static final int MOST = 5;

    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final WebhookSecrets secrets;
    private final Connections connections;
    private final Senders senders;
    private final KeyWrapping wrapping;
    private final AuditTrail audit;
    private final Clock clock;

    WebhookSecretResource(
            WebhookSecrets secrets,
            Connections connections,
            Senders senders,
            KeyWrapping wrapping,
            AuditTrail audit,
            Clock clock) {
        this.secrets = secrets;
        this.connections = connections;
        this.senders = senders;
        this.wrapping = wrapping;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "WebhookSecretRequest")
    record Request(
            @Nullable @Schema(
                    description =
                            "How long the connection's earlier secrets go on counting, so that the hook can be changed meanwhile: PT0S to P30D, a day when left out.",
                    examples = "PT24H")
            Duration overlap) {}

    @Schema(name = "WebhookSecret")
    record View(
            UUID id,
            Instant madeAt,

            @Nullable @Schema(description = "From when on it counts no more; absent while it has no end.")
            Instant endsAt) {
        static View of(WebhookSecret secret) {
            return new View(secret.id(), secret.madeAt(), secret.endsAt());
        }
    }

    @Schema(name = "NewWebhookSecret")
    record Made(
            UUID id,

            @Schema(
                    description =
                            "What deliveries are signed with, as Standard Webhooks writes it. It is shown this once.",
                    examples = "whsec_ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZS0=")
            String secret,

            Instant madeAt) {}

    /** Not idempotent by a key: the answer that is kept for the key would hold the secret. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Operation(
            summary = "Make a webhook secret",
            description =
                    "For the hook of this connection, in the file that only root can read. It is shown in this answer and never again: an answer that was lost is made good by making another. The earlier ones end after the overlap, whatever end they had; a stolen one is ended at once with `\"overlap\": \"PT0S\"`. Other processes follow within a minute.")
    @APIResponse(responseCode = "409", description = "The connection has five that count.")
    @APIResponse(responseCode = "201", description = "Made.")
    @APIResponseSchema(value = Made.class, responseCode = "201")
    public Response make(@PathParam("id") UUID connection, @NotNull @Valid Request request) {
        known(connection);
        Duration overlap = request.overlap() == null ? OVERLAP : request.overlap();
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0)
            throw Problems.validation("/overlap", "must be a duration from PT0S to P30D");
        Instant now = clock.instant();
        List<WebhookSecret> earlier = secrets.valid(connection, now);
        earlier.forEach(secret -> secret.end(now.plus(overlap)));
        if (earlier.stream().filter(secret -> secret.validAt(now)).count() >= MOST)
            throw Problems.conflict("The connection has %d secrets that count. Delete one, or wait until one has ended."
                    .formatted(MOST));
        SigningKey key = SigningKey.generate();
        UUID id = Ids.next();
        WebhookSecret made = new WebhookSecret(id, connection, wrapped(id, key), now);
        secrets.persist(made);
        senders.forgetAfterCommit(connection);
        audit.record("webhook-secret.made", "connection", connection, null, View.of(made));
        return Response.status(Response.Status.CREATED)
                .entity(new Made(id, key.reveal(), now))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List webhook secrets",
            description = "Newest first: when they were made and when they end; never the secrets themselves.")
    public Page<View> list(@PathParam("id") UUID connection, @BeanParam PageParams page) {
        known(connection);
        return secrets.page(connection, page.request()).map(View::of);
    }

    @DELETE
    @Path("/{secret}")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Transactional
    @Operation(
            summary = "End a webhook secret",
            description =
                    "At once; other processes of this service follow within a minute. What it signed before stays.")
    @APIResponse(responseCode = "204", description = "It counts no more.")
    public void end(@PathParam("id") UUID connection, @PathParam("secret") UUID id) {
        WebhookSecret secret = secrets.findByIdOptional(id)
                .filter(found -> found.connection().equals(connection))
                .orElseThrow(() -> Problems.notFound("webhook secret", id));
        View before = View.of(secret);
        secret.end(clock.instant());
        senders.forgetAfterCommit(connection);
        audit.record("webhook-secret.ended", "connection", connection, before, View.of(secret));
    }

    private byte[] wrapped(UUID id, SigningKey key) {
        try {
            if (secrets.count() == 0) wrapping.prepareFirst();
            return wrapping.wrap(id, key);
        } catch (IOException e) {
            LOG.errorf("No webhook secret can be made: %s", e.getMessage());
            throw Problems.unavailable("The key-encryption key of the webhook secrets", Duration.ofMinutes(1));
        }
    }

    private void known(UUID connection) {
        if (connections.panel(connection).isEmpty()) throw Problems.notFound("connection", connection);
    }
}
