package org.gardefou.restore.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/file-previews")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Content", description = "A look into a restore point, and from it at the live site.")
class PreviewResource {

    private final SeenPoints points;
    private final Looks looks;

    PreviewResource(SeenPoints points, Looks looks) {
        this.points = points;
        this.looks = looks;
    }

    /** The beginning of a text. It is the customer's: whoever shows it shows it as text, never as HTML. */
    @Schema(name = "FilePreview")
    record Preview(
            UUID restorePoint,

            @Schema(examples = "/htdocs/wp-config.php") String path,

            @Schema(description = "In which it was read.", examples = "UTF-8")
            String charset,

            @Schema(description = "Whether the file goes on.", examples = "false")
            boolean cut,

            @Schema(
                    description =
                            "How many secrets were taken out: passwords, keys, tokens; […] stands in their places.",
                    examples = "9")
            int redacted,

            @Schema(
                    description = "Show it as text, never as HTML: it is whatever lies on the site.",
                    examples = "<?php\ndefine('DB_PASSWORD', '[…]');")
            String text) {}

    @GET
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such restore point or path, or not for this token.")
    @APIResponse(responseCode = "409", description = "The restore point cannot be read.")
    @APIResponse(responseCode = "422", description = "The file is no text.")
    @APIResponse(responseCode = "429", description = "Others are looking; again in some seconds.")
    @Operation(
            summary = "Look at a text file of a restore point",
            description =
                    "Its first 256 KB, with passwords and keys taken out. What else is in the restore point is browsed at `/backups/v1/restore-points/{id}/files`; the whole file, with its secrets, is a download.")
    public Preview preview(
            @Parameter(required = true, example = "0198c5a2-7c00-7000-8000-000000000011")
                    @QueryParam("restorePoint")
                    @Nullable UUID restorePoint,
            @Parameter(required = true, example = "/htdocs/wp-config.php") @QueryParam("path") @Nullable String path) {
        String wanted = SeenPoints.path(path);
        RestorePoint point = points.require(restorePoint);
        Looks.Beginning beginning =
                looks.at(point, repository -> looks.beginning(repository, point.snapshot(), wanted));
        TextGuess guess = TextGuess.of(beginning.bytes(), beginning.cut())
                .orElseThrow(
                        () -> Problems.own(
                                "restores/preview-not-text",
                                422,
                                "The file is no small text",
                                "It is a folder, a picture or another file that is no text. Download it (/restores/v1/downloads), then open it."));
        Redaction shown = Redaction.of(guess.text());
        return new Preview(point.id(), wanted, guess.charset(), beginning.cut(), shown.count(), shown.text());
    }
}
