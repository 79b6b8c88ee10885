package org.gardefou.terms.page;

import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;

/**
 * Links to the hosted pages over HTTP. Making one takes no Idempotency-Key: the answer has the token, which is stored nowhere; a link that was made twice
 * is not used twice.
 */
@Path("/terms/v1/page-links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Hosted pages", description = "Pages on which customers accept terms and read warnings.")
class PageLinkResource {

    private static final String ACCEPTANCE = """
            {"purpose": "ACCEPTANCE", "customer": "0198c5a2-7c00-7000-8000-000000000003",
             "plan": "0198c5a2-7c00-7000-8000-000000000006", "audience": "CONSUMER", "order": true, "locale": "fr",
             "by": {"name": "Camille Martin", "capacity": "titulaire du compte"}, "session": "a81f",
             "sentTo": "camille.martin@example.org",
             "email": "camille.martin@example.org",
             "returnTo": "https://espace.hebergeur.example/commande/4711"}""";
    private static final String NOTICE = """
            {"purpose": "NOTICE", "site": "0198c5a2-7c00-7000-8000-000000000004", "locale": "fr",
             "by": {"name": "Camille Martin", "capacity": "titulaire du compte"}, "lasting": "P2D"}""";

    private static final String WHAT = "page link";

    private final PageLinks links;
    private final Linking linking;
    private final PageConfig config;
    private final AuditTrail trail;
    private final Caller caller;
    private final Clock clock;

    PageLinkResource(
            PageLinks links, Linking linking, PageConfig config, AuditTrail trail, Caller caller, Clock clock) {
        this.links = links;
        this.linking = linking;
        this.config = config;
        this.trail = trail;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:system", "as:panel"})
    @Operation(
            summary = "Make a link to a page",
            description =
                    "On which the customer accepts the terms of a plan (once), or reads and acknowledges the risk notices of a site. Send them there:"
                            + " the page needs no token but the one in its address, which is told once and kept as a hash. You vouch for who will be before it."
                            + " Staff makes none: it cannot accept for a customer. A panel makes those to the notices of the sites of its connection, and"
                            + " none to an acceptance: it could press the button itself. Send the link to the customer alone: whoever holds it acts as them."
                            + " There is no Idempotency-Key, since the answer has a secret: a link too many expires unused.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "to accept the terms of an order", value = ACCEPTANCE),
                                @ExampleObject(name = "to read the warnings of a site", value = NOTICE)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "Made; `href` is told only here",
            content = @Content(schema = @Schema(implementation = PageLinkView.class)))
    @APIResponse(
            responseCode = "403",
            description = "The role makes no links, or it is a panel's, which makes none to an acceptance")
    @APIResponse(responseCode = "422", description = "There is nothing to show, or no such way back")
    public Response make(@NotNull @Valid NewPageLink wanted) {
        Token token = Token.next();
        PageLink link = linking.make(token, wanted);
        return Response.created(URI.create("/terms/v1/page-links/" + link.id()))
                .entity(link.view(clock.instant(), config.base().orElse("") + PageResource.PATH + "/" + token.text()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    @Operation(
            summary = "Read a link",
            description =
                    "What it is for, whether it was used, and which acceptance came of it; a panel those that it had made.")
    @APIResponse(
            responseCode = "200",
            description = "The link, without its token",
            content = @Content(schema = @Schema(implementation = PageLinkView.class)))
    public Response get(@PathParam("id") UUID id) {
        return Response.ok(visible(id).view(clock.instant(), null)).build();
    }

    @POST
    @Path("/{id}/revocation")
    @Transactional
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    @Operation(
            summary = "Take a link back",
            description = "Nobody can use it from then on. One that was used, expired or revoked stays as it is.")
    @APIResponse(
            responseCode = "200",
            description = "The link",
            content = @Content(schema = @Schema(implementation = PageLinkView.class)))
    public Response revoke(@PathParam("id") UUID id) {
        PageLink link = links.hold(visible(id));
        Instant now = clock.instant();
        PageLinkView before = link.view(now, null);
        link.revoke(now);
        trail.record("page-link.revoke", "page-link", id, before, link.view(now, null));
        return Response.ok(link.view(now, null)).build();
    }

    private PageLink visible(UUID id) {
        return links.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound(WHAT, id));
    }
}
