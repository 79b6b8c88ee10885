package org.gardefou.backup.selection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.backup.source.Site;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/backups/v1/policies/{site}/files")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Policies")
class SelectionResource {

    /** The version of what nobody chose yet. */
    private static final long UNSET = 0;

    private final Selections selections;
    private final Granting granting;
    private final Caller caller;
    private final AuditTrail audit;
    private final Clock clock;

    SelectionResource(Selections selections, Granting granting, Caller caller, AuditTrail audit, Clock clock) {
        this.selections = selections;
        this.granting = granting;
        this.caller = caller;
        this.audit = audit;
        this.clock = clock;
    }

    @Schema(name = "FileSelection")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID site,

            @Schema(description = "Relative to the site's root; always backed up.", examples = "htdocs")
            String documentRoot,

            @Schema(description = "What is backed up beside it.")
            List<String> include,

            @Schema(description = "What is left out, and taken over from the live site by a restore.")
            List<String> exclude,

            @Schema(description = "What is left out, and made anew by the site.")
            List<String> rebuilt,

            @Schema(description = "What whoever leaves that out must know.")
            List<SelectionRule.Warning> warnings,

            @Nullable @Schema(description = "Absent: nobody chose yet, the hoster's settings hold.")
            Instant changedAt) {}

    @GET
    @Transactional
    @PermissionsAllowed("backups:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Read which files of a site are backed up",
            description =
                    "The document root, more folders beside it, and what is left out of both. A folder is not left out for a CACHEDIR.TAG in it: only what stands here is.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("site") UUID site) {
        return answer(granting.visible(site, caller.visibility()));
    }

    @PUT
    @Transactional
    @PermissionsAllowed("backups:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Choose which files of a site are backed up",
            description =
                    "From the next backup on; each restore point says what it leaves out. A restore keeps what is live of what its point leaves out under `exclude`. Mind the `warnings` of the answer: they say which code or access to a database goes missing. `{}` goes back to the hoster's settings. Where folders are added or taken off, the next backup reads all files anew.")
    @APIResponseSchema(View.class)
    public Response choose(@PathParam("site") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Wanted wanted) {
        Site site = granting.granted(id, wanted, caller.visibility()).site();
        Optional<FileSelection> there = selections.findByIdOptional(id);
        there.ifPresentOrElse(one -> ifMatch.check(one, SelectionResource::tag), () -> ifMatch.check(UNSET));
        View before = view(site);
        there.ifPresentOrElse(
                one -> one.choose(wanted, clock.instant()),
                () -> selections.persist(new FileSelection(id, wanted, clock.instant())));
        selections.flush();
        audit.record("files.selected", "file-selection", id, before, view(site));
        return answer(site);
    }

    private Response answer(Site site) {
        long tag = selections
                .findByIdOptional(site.site())
                .map(SelectionResource::tag)
                .orElse(UNSET);
        return Response.ok(view(site)).tag(ETags.of(tag)).build();
    }

    /** Behind {@link #UNSET}: the first version of a row is 0. */
    private static long tag(FileSelection selection) {
        return selection.version() + 1;
    }

    private View view(Site site) {
        String documentRoot = Granting.documentRoot(site);
        Selected selected = selections.of(site.site(), documentRoot);
        return new View(
                site.site(),
                documentRoot,
                selected.include(),
                selected.exclude(),
                selected.rebuilt(),
                SelectionRule.warnings(selected.exclude(), documentRoot),
                selections
                        .findByIdOptional(site.site())
                        .map(FileSelection::changedAt)
                        .orElse(null));
    }
}
