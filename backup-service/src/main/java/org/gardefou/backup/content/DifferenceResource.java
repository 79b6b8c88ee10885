package org.gardefou.backup.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.content.Comparing.Line;
import org.gardefou.backup.content.Contents.Indexed;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/restore-points/{id}/differences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Files")
class DifferenceResource {

    private final Comparing comparing;
    private final Contents contents;
    private final Caller caller;

    DifferenceResource(Comparing comparing, Contents contents, Caller caller) {
        this.comparing = comparing;
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "404",
            description = "There is no such restore point, not for this token, or none before it.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The files of one are not indexed yet (`Retry-After` says when to ask again), or could not be.")
    @APIResponse(responseCode = "410", description = "One of the restore points has expired, and its files with it.")
    @APIResponse(
            responseCode = "422",
            description =
                    "The two restore points are of different sites; or too much changed between them to be added up in time (`backups/comparison-too-large`): ask for one folder with `path`.")
    @Operation(
            summary = "Compare two restore points",
            description =
                    "What changed from the restore point `since`, or from the one before, to this one: the files of a folder, and for each folder in it the sum of the files below. Go down with `path`; with `each=true` every file below it is a line, folder by folder. One comparison at a time is made for each customer or token, and a few for all: while they are, the answer is 429.")
    public Page<Line> list(
            @PathParam("id") UUID id,
            @Parameter(description = "Another restore point of the site; left out, the one before.")
                    @QueryParam("since")
                    @Nullable UUID since,
            @Parameter(description = "A folder; left out, the top.", example = "/htdocs/wp-content/plugins")
                    @QueryParam("path")
                    @Nullable String path,
            @Parameter(description = "Whether each file is a line, instead of a sum for each folder.")
                    @QueryParam("each")
                    @DefaultValue("false")
                    boolean each,
            @BeanParam PageParams page) {
        String folder = path == null ? FolderPath.TOP : FolderPath.of("path", path);
        Indexed to = contents.require(id, caller.visibility());
        Indexed from = since == null ? before(to) : contents.require(since, caller.visibility());
        if (!from.site().equals(to.site()))
            throw Problems.of(
                    ProblemType.UNPROCESSABLE,
                    "The two restore points are of different sites. Choose another one of the site %s."
                            .formatted(to.site()));
        return comparing.page(from, to, folder, each, page.request(), who());
    }

    /** A customer is one, however many tokens they have; staff and panels are told apart by theirs. */
    private String who() {
        return caller.customer().map(UUID::toString).orElseGet(caller::subject);
    }

    private Indexed before(Indexed point) {
        return comparing
                .before(point)
                .orElseThrow(
                        () -> Problems.of(
                                ProblemType.NOT_FOUND,
                                "No indexed restore point of the site is older than this one. Name another one in since, or browse its files."));
    }
}
