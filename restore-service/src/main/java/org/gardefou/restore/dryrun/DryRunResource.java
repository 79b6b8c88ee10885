package org.gardefou.restore.dryrun;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.restore.saga.RestoreRequest;

/** The question before a restore: what would it change? */
@Path("/restores/v1/restores/dry-run")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Restores")
class DryRunResource {

    private final Rehearsal rehearsal;

    DryRunResource(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    @POST
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Ask what a restore would change",
            description =
                    "The same body as for a restore. Nothing is written: the files of the restore point are compared with the live ones by size, time and kind, its tables by their rows. Says which files and tables would be created, replaced and removed, which newer files would be kept or lost, which orders, comments, posts and accounts are newer (`newer`) and what becomes of them, the room it needs, how long it takes, and what would stop it. Bounded in time: what could not be compared is said to be missing (`complete`).")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "Files and folders", value = RestoreRequest.EXAMPLE_OF_FILES),
                                @ExampleObject(name = "The whole site", value = RestoreRequest.EXAMPLE),
                                @ExampleObject(name = "One table", value = RestoreRequest.EXAMPLE_OF_TABLES),
                                @ExampleObject(
                                        name = "Without losing what is newer",
                                        value = RestoreRequest.EXAMPLE_OF_NEWER)
                            }))
    @APIResponse(
            responseCode = "200",
            description = "What would change; also when something would stop the restore (`obstacles`).",
            content = @Content(schema = @Schema(implementation = DryRun.class)))
    @APIResponse(responseCode = "404", description = "There is no such site or restore point, or not for this token.")
    @APIResponse(responseCode = "409", description = "The restore point cannot be restored.")
    public DryRun dryRun(@NotNull @Valid RestoreRequest request) throws Exception {
        return rehearsal.of(request);
    }
}
