package org.gardefou.backup.panel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/restore-points/{id}/panel-settings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Panel settings")
class PointPanelResource {

    private final RestorePoints points;
    private final PanelBook book;
    private final Caller caller;

    PointPanelResource(RestorePoints points, PanelBook book, Caller caller) {
        this.points = points;
        this.book = book;
        this.caller = caller;
    }

    @Schema(name = "PanelSettingsOfPoint")
    record View(
            UUID restorePoint,
            UUID site,
            Instant takenAt,

            @Schema(description = "When they had been told.")
            Instant givenAt,

            PanelDocument document) {}

    @Schema(name = "PanelSettingsDifferences")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Differences(
            UUID restorePoint,

            @Schema(description = "When those of the restore point had been told.")
            Instant givenAt,

            @Nullable @Schema(description = "When those that hold now were told; absent: none do.")
            Instant currentGivenAt,

            List<PanelDifferenceRule.Line> differences) {}

    @GET
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "404",
            description = "There is no such restore point, not for this token, or it has no panel settings.")
    @Operation(
            summary = "Read the panel settings of a restore point",
            description =
                    "The DNS zones, cron entries and mail settings that held when it was taken, as its snapshot's `meta.json` has them. A restore puts none of them back: the panel does.")
    public View read(@PathParam("id") UUID id) {
        RestorePoint point = visible(id);
        PanelSettings settings = of(point);
        return new View(id, point.site(), point.takenAt(), toldBefore(point, settings), settings.document());
    }

    @GET
    @Path("/differences")
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "404",
            description = "There is no such restore point, not for this token, or it has no panel settings.")
    @Operation(
            summary = "Compare the panel settings of a restore point with those that hold now",
            description = "Setting by setting: what it was then, and what it is now. What is the same is left out.")
    public Differences differences(@PathParam("id") UUID id) {
        RestorePoint point = visible(id);
        PanelSettings then = of(point);
        Optional<PanelSettings> now = book.current(point.site());
        return new Differences(
                id,
                toldBefore(point, then),
                now.map(PanelSettings::givenAt).orElse(null),
                PanelDifferenceRule.between(
                        then.document(), now.map(PanelSettings::document).orElse(new PanelDocument(null, null, null))));
    }

    /** The same may have been told again since. */
    private static Instant toldBefore(RestorePoint point, PanelSettings settings) {
        return point.panelSettingsAt().orElse(settings.givenAt());
    }

    private RestorePoint visible(UUID id) {
        return points.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore point", id));
    }

    private PanelSettings of(RestorePoint point) {
        return point.panelSettings()
                .flatMap(book::findByIdOptional)
                .orElseThrow(() -> Problems.notFound("panel settings of restore point", point.id()));
    }
}
