package org.gardefou.backup.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
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
import org.gardefou.backup.content.Searching.Found;
import org.gardefou.backup.content.Searching.Scope;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/restore-points/{id}/files")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Files", description = "What restore points hold, from the index: without waiting for the repository.")
class FileResource {

    private final Browsing browsing;
    private final Searching searching;
    private final Contents contents;
    private final Caller caller;

    FileResource(Browsing browsing, Searching searching, Contents contents, Caller caller) {
        this.browsing = browsing;
        this.searching = searching;
        this.contents = contents;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is no such restore point or folder, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description = "The files are not indexed yet (`Retry-After` says when to ask again), or could not be.")
    @APIResponse(responseCode = "410", description = "The restore point has expired, and its files with it.")
    @Operation(
            summary = "Browse or search a restore point",
            description =
                    "One folder with `path`, in the order of names; without it the top. Or, with `name`, the files of that name in all folders: `*` stands for any characters and `?` for one, and the case of letters does not matter. A page of a search is bounded by what was looked at as well: while there is a `next`, there may be more, also behind a page with few items or none.")
    public Page<FileEntry> list(
            @PathParam("id") UUID id,
            @Parameter(
                            description = "A folder of the restore point; left out, its top.",
                            example = "/htdocs/wp-content")
                    @QueryParam("path")
                    @Nullable String path,
            @Parameter(description = "The name of a file in any folder, with wildcards.", example = "wp-config*.php")
                    @QueryParam("name")
                    @Nullable String name,
            @BeanParam PageParams page) {
        if (name == null) {
            String folder = path == null ? FolderPath.TOP : FolderPath.of("path", path);
            return browsing.page(id, folder, caller.visibility(), page.request());
        }
        if (path != null)
            throw Problems.badParameter("path", "left out where a name is looked for, which is in all folders");
        NamePattern pattern = NamePattern.of(name);
        return searching
                .page(Scope.of(contents.require(id, caller.visibility())), pattern, page.request())
                .map(Found::entry);
    }
}
