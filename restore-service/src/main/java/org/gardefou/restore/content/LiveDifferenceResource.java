package org.gardefou.restore.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.restore.content.LiveDifferenceRule.Line;
import org.gardefou.restore.restorepoint.RestorePoint;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/live-differences")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Content", description = "A look into a restore point, and from it at the live site.")
class LiveDifferenceResource {

    private final SeenPoints points;
    private final LiveComparing comparing;
    private final ContentConfig config;
    private final Clock clock;

    LiveDifferenceResource(SeenPoints points, LiveComparing comparing, ContentConfig config, Clock clock) {
        this.points = points;
        this.comparing = comparing;
        this.config = config;
        this.clock = clock;
    }

    /** How the live site differs from a restore point. */
    @Schema(name = "LiveDifference")
    record LiveDifference(
            UUID restorePoint,

            @Schema(examples = "/htdocs/wp-content/plugins") String path,

            Instant takenAt,
            Instant lookedAt,

            @Schema(examples = "1") long added,

            @Schema(examples = "0") long removed,

            @Schema(examples = "2") long changed,

            @Schema(description = "In the order of names; the first thousand.")
            List<Line> lines,

            @Schema(description = "Whether there are more lines: narrow the path to see them.", examples = "false")
            boolean cut) {}

    @GET
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "404", description = "There is no such restore point or folder, or not for this token.")
    @APIResponse(
            responseCode = "409",
            description = "The restore point or the site cannot be read, or there is too much to compare.")
    @APIResponse(responseCode = "429", description = "Others are looking; again in some seconds.")
    @Operation(
            summary = "Compare a restore point with the live site",
            description =
                    "Which files of a folder the live site has more, fewer or others of than the restore point, by kind, size and time of change; contents are not read. Two restore points are compared at `/backups/v1/restore-points/{id}/differences`.")
    public LiveDifference compare(
            @Parameter(required = true, example = "0198c5a2-7c00-7000-8000-000000000011")
                    @QueryParam("restorePoint")
                    @Nullable UUID restorePoint,
            @Parameter(required = true, example = "/htdocs/wp-content/plugins") @QueryParam("path") @Nullable String path,
            @Parameter(description = "Each file a line, instead of a sum for each folder.", example = "false")
                    @QueryParam("each")
                    @DefaultValue("false")
                    boolean each) {
        String folder = SeenPoints.path(path);
        RestorePoint point = points.require(restorePoint);
        List<Line> all = comparing.each(point, folder);
        List<Line> lines = each ? all : LiveDifferenceRule.summed(all);
        return new LiveDifference(
                point.id(),
                folder,
                point.takenAt(),
                clock.instant(),
                all.stream().mapToLong(Line::added).sum(),
                all.stream().mapToLong(Line::removed).sum(),
                all.stream().mapToLong(Line::changed).sum(),
                lines.stream().limit(config.mostLines()).toList(),
                lines.size() > config.mostLines());
    }
}
