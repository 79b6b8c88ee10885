package org.gardefou.diagnostics.sitelog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.access.log.NotTextException;
import org.gardefou.diagnostics.site.Site;
import org.gardefou.diagnostics.site.Site.LogKind;
import org.gardefou.diagnostics.site.Sites;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/sites/{id}/log-uploads")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Logs", description = "What stands in the logs of sites: grouped, explained, without secrets.")
class LogUploadResource {

    private static final String EXAMPLE =
            "[22-Nov-2026 18:56:31 UTC] PHP Parse error:  syntax error, unexpected token \"{\" in /srv/sites/boutique/htdocs/p.php on line 1\n";

    private final LogIntake intake;
    private final Sites sites;
    private final Caller caller;
    private final AuditTrail audit;

    LogUploadResource(LogIntake intake, Sites sites, Caller caller, AuditTrail audit) {
        this.intake = intake;
        this.sites = sites;
        this.caller = caller;
        this.audit = audit;
    }

    /** What became of a log that was handed in. */
    @Schema(name = "LogUpload")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            UUID site,
            Instant uploadedAt,

            @Schema(description = "Bytes of the log, unpacked.", examples = "104857600")
            long bytes,

            @Schema(description = "How many different troubles stand in it.", examples = "3")
            int occurrences) {}

    @POST
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    @PermissionsAllowed("diagnostics:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Hand in a log of a site",
            description =
                    "Plain or compressed by gzip, up to 64 MB as it is sent and 1 GB unpacked, read as it comes. The log itself is not kept; what is known in it is, without secrets: "
                            + "`GET /log-occurrences?upload=`. It is counted apart from the logs that are read where they lie, because it is the word of whoever hands it in.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            examples = @ExampleObject(name = "a line of PHP", value = EXAMPLE)))
    @APIResponse(responseCode = "201", description = "Read.")
    @APIResponse(responseCode = "400", description = "It is no log that is known, or damaged.")
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @APIResponse(responseCode = "413", description = "It is too large, or unpacks to too much.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response upload(
            @PathParam("id") UUID site,
            @Parameter(description = "What wrote it; left out, each entry tells by its form.")
                    @QueryParam("kind")
                    @Nullable LogKind kind,
            @Parameter(
                            description = "The time zone of entries that name none, as `Europe/Paris`; left out, UTC.",
                            example = "Europe/Paris")
                    @QueryParam("zone")
                    @Nullable String zone,
            InputStream body) {
        ZoneId inZone = zone(zone);
        try (HandedIn log = intake.begin(body)) {
            Site known = QuarkusTransaction.requiringNew()
                    .call(() -> sites.visible(site, caller.visibility()))
                    .orElseThrow(() -> Problems.notFound("site", site));
            View read = intake.read(known, kind, inZone, log);
            QuarkusTransaction.requiringNew()
                    .run(() -> audit.record("log.uploaded", "log-upload", read.id(), null, read));
            return Response.created(URI.create("/diagnostics/v1/log-occurrences?upload=" + read.id()))
                    .entity(read)
                    .build();
        } catch (HandedIn.TooMuchException e) {
            throw Problems.of(
                    ProblemType.TOO_LARGE, e.getMessage() + " Send the part of it from the time of the trouble.");
        } catch (HandedIn.NoLogException | NotTextException e) {
            throw Problems.validation("", e.getMessage() + " Send the log as it was written.");
        } catch (ZipException | EOFException e) {
            throw Problems.validation("", "The body is damaged gzip. Pack it anew, or send it unpacked.");
        } catch (IOException e) {
            throw Problems.of(ProblemType.TIMEOUT, "The log did not arrive as a whole. Send it again.");
        }
    }

    private static ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw Problems.badParameter("zone", "a time zone, as Europe/Paris or +02:00");
        }
    }
}
