package org.gardefou.backup.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.content.Points.OfSite;
import org.gardefou.backup.content.Points.Point;
import org.gardefou.backup.content.Searching.Found;
import org.gardefou.backup.content.Searching.Scope;
import org.gardefou.backup.source.Sites;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/file-versions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Files")
class FileVersionResource {

    private final Searching searching;
    private final Versions versions;
    private final Points points;
    private final Sites sites;
    private final Caller caller;

    FileVersionResource(Searching searching, Versions versions, Points points, Sites sites, Caller caller) {
        this.searching = searching;
        this.versions = versions;
        this.points = points;
        this.sites = sites;
        this.caller = caller;
    }

    @Schema(name = "FileVersionIn", description = "A restore point that has the version.")
    record In(UUID restorePoint, Instant takenAt) {

        static In of(Point point) {
            return new In(point.id(), point.takenAt());
        }
    }

    @Schema(name = "FileVersion")
    record View(
            FileEntry file,

            @Schema(description = "The oldest restore point that has it.") @Nullable In oldest,

            @Schema(description = "The newest restore point that has it.") @Nullable In newest,

            @Schema(description = "Whether the newest restore point of the site has it.", examples = "true")
            boolean current) {

        static View of(Found found, OfSite all) {
            return new View(
                    found.entry(),
                    all.first(found.from()).map(In::of).orElse(null),
                    all.last(found.until()).map(In::of).orElse(null),
                    found.until() == Place.STILL);
        }
    }

    @GET
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(responseCode = "404", description = "There is no such site, or not for this token.")
    @Operation(
            summary = "Search all restore points of a site",
            description =
                    "Each version of a file once, with the oldest and the newest restore point that has it: by its `path`, newest first, or by its `name` in any folder, with the wildcards `*` and `?`. Restore points that are not indexed yet are left out. While there is a `next` there may be more, also behind a page with few items or none.")
    public Page<View> list(
            @QueryParam("site") @Nullable UUID site,
            @Parameter(description = "One file or folder.", example = "/htdocs/wp-config.php")
                    @QueryParam("path")
                    @Nullable String path,
            @Parameter(description = "A name in any folder, with wildcards.", example = "*.sql")
                    @QueryParam("name")
                    @Nullable String name,
            @BeanParam PageParams page) {
        if (site == null) throw Problems.badParameter("site", "the id of a site");
        if ((path == null) == (name == null))
            throw Problems.badParameter("name", "there, or else the parameter path: one of the two");
        Optional<String> wanted = Optional.ofNullable(path).map(one -> FolderPath.of("path", one));
        Optional<NamePattern> pattern = Optional.ofNullable(name).map(NamePattern::of);
        if (sites.visible(site, caller.visibility()).isEmpty()) throw Problems.notFound("site", site);
        OfSite all = points.of(site);
        Page<Found> found = wanted.map(one -> versions.page(all.number(), one, page.request()))
                .orElseGet(() -> searching.page(Scope.all(all.number()), pattern.orElseThrow(), page.request()));
        return found.map(one -> View.of(one, all));
    }
}
