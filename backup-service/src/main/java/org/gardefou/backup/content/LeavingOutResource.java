package org.gardefou.backup.content;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.content.LeavingOut.Share;
import org.gardefou.backup.restorepoint.RestorePoint;
import org.gardefou.backup.restorepoint.RestorePoints;
import org.gardefou.backup.selection.Granting;
import org.gardefou.backup.selection.Selected;
import org.gardefou.backup.selection.SelectionRule;
import org.gardefou.backup.selection.Wanted;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;

@Path("/backups/v1/policies/{site}/files/dry-runs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Policies")
class LeavingOutResource {

    private final LeavingOut leavingOut;
    private final Contents contents;
    private final RestorePoints points;
    private final Granting granting;
    private final Caller caller;

    LeavingOutResource(
            LeavingOut leavingOut, Contents contents, RestorePoints points, Granting granting, Caller caller) {
        this.leavingOut = leavingOut;
        this.contents = contents;
        this.points = points;
        this.granting = granting;
        this.caller = caller;
    }

    @Schema(name = "FileSelectionDryRun")
    record View(
            @Schema(description = "Whose files were looked at: the newest of the site.")
            UUID restorePoint,

            Instant takenAt,

            @Schema(description = "Files of it that would be left out.", examples = "12")
            long files,

            @Schema(description = "Their bytes.", examples = "734003200")
            long bytes,

            @Schema(description = "Pattern by pattern; what several mean counts for each.")
            List<Share> patterns,

            @Schema(description = "What whoever leaves that out must know.")
            List<SelectionRule.Warning> warnings) {}

    @POST
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @APIResponse(
            responseCode = "200",
            description = "What would be left out",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such site, or not for this token; or it has no restore point.")
    @APIResponse(
            responseCode = "409",
            description = "The files of its newest restore point are not indexed yet, or could not be.")
    @APIResponse(responseCode = "422", description = "Too many files to be looked through in time: try fewer patterns.")
    @Operation(
            summary = "See what would be left out",
            description =
                    "Of the files of the site's newest restore point, if these were its patterns: nothing changes. What that point leaves out already is not in it, and is not counted.")
    public View dryRun(@PathParam("site") UUID site, @NotNull @Valid Wanted wanted) {
        Granting.Granted granted = granting.granted(site, wanted, caller.visibility());
        RestorePoint point = points.available(site).stream()
                .findFirst()
                .orElseThrow(() -> Problems.of(
                        ProblemType.NOT_FOUND,
                        "The site %s has no restore point to look at yet. Ask for one with POST /backups/v1/backups."
                                .formatted(site)));
        Selected selected = granted.selected();
        LeavingOut.Sum sum =
                leavingOut.of(contents.require(point.id(), caller.visibility()), selected.patterns(), who());
        return new View(
                point.id(),
                point.takenAt(),
                sum.files(),
                sum.bytes(),
                sum.shares(),
                SelectionRule.warnings(selected.exclude(), granted.documentRoot()));
    }

    /** A customer is one, however many tokens they have; staff and panels are told apart by theirs. */
    private String who() {
        return caller.customer().map(UUID::toString).orElseGet(caller::subject);
    }
}
