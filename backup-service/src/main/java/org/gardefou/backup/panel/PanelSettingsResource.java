package org.gardefou.backup.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.source.Site;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;

@Path("/backups/v1/sites/{site}/panel-settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Panel settings",
        description =
                "What only the panel knows of a site: DNS zones, cron entries, mail settings. They go into each snapshot, and are read from its restore point.")
class PanelSettingsResource {

    /** The zone of a domain with a thousand names has 60 KB; beyond four of those it is no site's settings. */
    static final int LARGEST = 256 * 1024;

    /** The version of what nobody told yet. */
    private static final long UNSET = 0;

    private final PanelBook book;
    private final Sites sites;
    private final Caller caller;
    private final AuditTrail audit;
    private final ObjectMapper json;

    PanelSettingsResource(PanelBook book, Sites sites, Caller caller, AuditTrail audit, ObjectMapper json) {
        this.book = book;
        this.sites = sites;
        this.caller = caller;
        this.audit = audit;
        this.json = json;
    }

    @Schema(name = "PanelSettings")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record View(
            UUID site,

            @Schema(description = "When they were told, or told again.")
            Instant givenAt,

            @Schema(description = "In which role.", examples = "PANEL")
            String givenBy,

            @Schema(
                    description = "Where something that looked like a secret was taken out of what was sent just now.",
                    examples = "[\"/cron/0/command\"]")
            List<String> stripped,

            PanelDocument document) {

        static View of(PanelSettings settings, List<String> stripped) {
            return new View(settings.site(), settings.givenAt(), settings.givenBy(), stripped, settings.document());
        }
    }

    /** What the audit has of them: not the settings themselves. */
    private record Told(Instant givenAt, int bytes) {}

    @GET
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "404",
            description = "There is no such site, not for this token, or nothing was told of it.")
    @APIResponseSchema(View.class)
    @Operation(
            summary = "Read a site's panel settings",
            description = "As they were told last: what the next snapshot gets.")
    public Response read(@PathParam("site") UUID site) {
        visible(site);
        return answer(required(site), List.of());
    }

    @PUT
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    @APIResponse(
            responseCode = "400",
            description =
                    "An unknown field (there is none for a password), a text with the hash of a password or a private key, or more than 256 KB.")
    @APIResponseSchema(View.class)
    @Operation(
            summary = "Tell a site's panel settings",
            description =
                    "All of them, whenever they change, and daily so that restore points know that they are still true; they take the place of what was told before, and go into the next snapshot's `meta.json`. 256 KB at most. Send no secrets: hashes of passwords and private keys are refused, passwords in cron commands are taken out (`stripped`). `If-Match: *` where you are the only one who tells them.")
    public Response tell(@PathParam("site") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid PanelDocument given) {
        sites.lock(visible(id));
        ifMatch.check(book.current(id).map(PanelSettings::tag).orElse(UNSET));
        demandFit(given);
        SecretRule.Kept kept = SecretRule.keep(given);
        Told before = book.current(id).map(this::told).orElse(null);
        PanelSettings settings = book.told(id, kept.document(), caller.role().name());
        audit.record("panel-settings.told", "panel-settings", id, before, told(settings));
        return answer(settings, kept.stripped());
    }

    @DELETE
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel"})
    @APIResponse(responseCode = "204", description = "Snapshots get none from now on.")
    @APIResponse(
            responseCode = "404",
            description = "There is no such site, not for this token, or nothing was told of it.")
    @Operation(
            summary = "Take a site's panel settings back",
            description = "The next snapshots get none; those that have some keep them.")
    public Response takeBack(@PathParam("site") UUID id, @BeanParam IfMatch ifMatch) {
        sites.lock(visible(id));
        PanelSettings settings = required(id);
        ifMatch.check(settings.tag());
        Told before = told(settings);
        book.takenBack(id);
        audit.record("panel-settings.taken-back", "panel-settings", id, before, null);
        return Response.noContent().build();
    }

    private void demandFit(PanelDocument given) {
        if (size(given) > LARGEST) {
            throw Problems.validation("", "must have 256 KB at most: leave out what is not of this site");
        }
        List<String> secrets = SecretRule.refused(given);
        if (secrets.isEmpty()) return;
        throw Problems.validation(secrets.stream()
                .map(pointer -> new Violation(
                        pointer,
                        "must have no hash of a password and no private key: leave it out, nobody needs it there"))
                .toList());
    }

    private Told told(PanelSettings settings) {
        return new Told(settings.givenAt(), size(settings.document()));
    }

    private int size(PanelDocument document) {
        try {
            return json.writeValueAsString(document).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was read can be written", e);
        }
    }

    private Site visible(UUID site) {
        return sites.visible(site, caller.visibility()).orElseThrow(() -> Problems.notFound("site", site));
    }

    private PanelSettings required(UUID site) {
        return book.current(site).orElseThrow(() -> Problems.notFound("panel settings of site", site));
    }

    private static Response answer(PanelSettings settings, List<String> stripped) {
        return Response.ok(View.of(settings, stripped))
                .tag(ETags.of(settings.tag()))
                .build();
    }
}
