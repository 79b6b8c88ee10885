package org.gardefou.diagnostics.webhook;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.sitechange.ChangeIntake;
import org.gardefou.diagnostics.webhook.DeliveryStore.Done;
import org.gardefou.diagnostics.webhook.Senders.Sender;
import org.gardefou.kit.commit.SharedCommit;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Where the hooks of panels deliver. What it asks for in the place of a token is a signature. */
@Path("/diagnostics/v1/webhooks/{connection}")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@PermitAll
@Tag(
        name = "Webhooks",
        description =
                "What panels report by themselves, signed as Standard Webhooks 1.0 describes it, with a secret of their connection.")
class WebhookResource {

    private static final String PAYLOAD_EXAMPLE = """
            {"event":"dns_write_post","happenedAt":"2026-11-23T10:00:00Z",
             "payload":{"DOMAIN":"boutique.example","USERNAME":"boutique","A":"www=192.0.2.18&mail=192.0.2.19","SERIAL":"2026112301"}}""";

    private static final String EVENT_EXAMPLE = """
            {"specversion":"1.0","id":"evt-5","source":"/panel/demo","type":"org.gardefou.site.plugin-updated.v1",
             "subject":"boutique.example","time":"2026-11-23T10:00:00Z",
             "data":{"actor":{"kind":"CUSTOMER","id":"webmaster"},"object":{"kind":"PLUGIN","name":"shop-turbo"},
                     "before":{"version":"1.0"},"after":{"version":"2.0"}}}""";

    private static final String ANSWER_EXAMPLE =
            "{\"outcomes\":[{\"outcome\":\"STORED\",\"change\":\"0198c5a2-7c00-7000-8000-000000000001\"}]}";

    private final Senders senders;
    private final DeliveryReader reader;
    private final DeliveryStore store;
    private final ChangeIntake intake;
    private final Clock clock;

    WebhookResource(Senders senders, DeliveryReader reader, DeliveryStore store, ChangeIntake intake, Clock clock) {
        this.senders = senders;
        this.reader = reader;
        this.store = store;
        this.intake = intake;
        this.clock = clock;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, DeliveryReader.STRUCTURED, DeliveryReader.BATCH})
    @Operation(
            summary = "Deliver what a panel reports",
            description =
                    "Signed by one of the connection's webhook secrets, over `id.timestamp.body` (Standard Webhooks 1.0, `v1`). As `application/json` the payload in the form of the connection's kind: `event`, `happenedAt`, `actor` and `payload` (the JSON of a cPanel hook, the variables of a Plesk handler or a DirectAdmin hook, the `$vars` of WHMCS, `lines` of HestiaCP's system.log, or what the WordPress plugin tells), or the bare JSON of a cPanel hook; `\"event\": \"heartbeat\"` says only that the hook is alive. As `application/cloudevents+json` one CloudEvent, as `application/cloudevents-batch+json` up to 500. CloudEvents in binary mode are not taken here: the signature does not cover headers. Each thing told is answered by its own outcome, in their order. The same `webhook-id` again is answered as the first time, and writes nothing. 401, 408, 429 and 5xx: sign anew and send it again, later; another 4xx: do not.")
    @Parameter(
            name = "webhook-id",
            required = true,
            description =
                    "Of this delivery, the same for each attempt: 1 to 200 visible ASCII characters without a full stop.",
            schema = @Schema(type = SchemaType.STRING, examples = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W"))
    @Parameter(
            name = "webhook-timestamp",
            required = true,
            description = "When this attempt was made, in seconds since 1970; at most five minutes from now.",
            schema = @Schema(type = SchemaType.STRING, examples = "1764410400"))
    @Parameter(
            name = "webhook-signature",
            required = true,
            description = "One or several, separated by spaces; one must fit.",
            schema = @Schema(type = SchemaType.STRING, examples = "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="))
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "a hook of DirectAdmin", value = PAYLOAD_EXAMPLE)),
                @Content(
                        mediaType = DeliveryReader.STRUCTURED,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = @ExampleObject(name = "one event", value = EVENT_EXAMPLE)),
                @Content(
                        mediaType = DeliveryReader.BATCH,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class, maxItems = 500),
                        examples = @ExampleObject(name = "a batch", value = "[" + EVENT_EXAMPLE + "]"))
            })
    @APIResponse(
            responseCode = "202",
            description = "Taken: what became of each thing that it told.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeliveryStore.Answer.class),
                            examples = @ExampleObject(name = "a change", value = ANSWER_EXAMPLE)))
    @APIResponse(
            responseCode = "401",
            description =
                    "It is not signed by this connection, or not within five minutes; that there is no such connection is not told apart.")
    @APIResponse(responseCode = "422", description = "A connection of this kind sends CloudEvents only.")
    public Response deliver(
            @PathParam("connection") UUID connection,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String timestamp,
            @HeaderParam("webhook-signature") @Nullable String signatures,
            @Context HttpHeaders headers,
            byte @Nullable [] given) {
        byte[] body = given == null ? new byte[0] : given;
        Instant now = clock.instant();
        Signature signature = new Signature(id, timestamp, signatures);
        // Anybody may knock: whose door it is, is looked up for what may be signed only.
        signature.malformed(now).ifPresent(fault -> {
            throw unsigned(fault);
        });
        Optional<Sender> sender = senders.find(connection);
        signature
                .fault(body, sender.map(known -> known.keysAt(now)).orElse(List.of()), now)
                .ifPresent(fault -> {
                    throw unsigned(fault);
                });
        Sender known = sender.orElseThrow();
        String delivery = String.valueOf(id);
        Done done = store(new Delivery(
                connection,
                delivery,
                now,
                reader.read(known.panel(), headers.getMediaType(), delivery, signature.sentAt(), body)));
        if (!done.changed().isEmpty()) intake.committed(done.changed());
        return Response.accepted(done.answer()).build();
    }

    private Done store(Delivery delivery) {
        try {
            return store.store(delivery);
        } catch (SharedCommit.Overloaded e) {
            throw Problems.tooManyRequests(Duration.ofSeconds(1));
        }
    }

    private static HttpProblem unsigned(String fault) {
        return Problems.own("diagnostics/not-signed", 401, "The delivery is not signed by this connection", fault);
    }
}
