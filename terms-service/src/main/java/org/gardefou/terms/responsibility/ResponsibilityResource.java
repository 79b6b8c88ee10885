package org.gardefou.terms.responsibility;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.ProblemType;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.contract.AcceptedTerms;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.stationery.Stationery;
import org.jspecify.annotations.Nullable;

/** The responsibility matrix over HTTP. */
@Path("/terms/v1/responsibilities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Responsibilities", description = "Who is accountable for what.")
class ResponsibilityResource {

    private final Matrix matrix;
    private final AcceptedTerms accepted;
    private final Stationery stationery;
    private final Caller caller;

    ResponsibilityResource(Matrix matrix, AcceptedTerms accepted, Stationery stationery, Caller caller) {
        this.matrix = matrix;
        this.accepted = accepted;
        this.stationery = stationery;
        this.caller = caller;
    }

    /**
     * The matrix of one level, all of it: it is short, and only as a whole it says who does what.
     *
     * @param contract that puts the site on this level; where a site was asked for
     * @param version of the terms that the contract is under
     */
    @Schema(name = "Responsibilities")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String edition,
            Level level,
            @Nullable UUID site,
            @Nullable UUID contract,
            @Nullable UUID version,
            List<Matrix.Assignment> items) {}

    /** What two levels share out differently. */
    @Schema(name = "ResponsibilityDifferences")
    record Differences(String edition, Level from, Level to, List<Matrix.Difference> items) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read who is responsible for what",
            description =
                    "Each activity on one management level, or on that of a site's contract: who is accountable, who does the work (in"
                            + " RACI letters), what help there is, and the clauses that say so. The assessments of breakages are made with"
                            + " the same data. With `locale` it is a page that people read.")
    @APIResponse(
            responseCode = "200",
            description = "All activities, by their number",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = View.class)),
                @Content(mediaType = MediaType.TEXT_HTML)
            })
    public Response read(
            @QueryParam("level") @Nullable @Schema(description = "STANDARD where neither is given") Level level,
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("locale") @Nullable @Schema(description = "fr or en: as a page") String locale) {
        View view = view(level, site);
        if (locale == null)
            return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        return stationery.answer(200, sheet(view, language)).build();
    }

    private static Stationery.Sheet sheet(View view, Language in) {
        String other = "/terms/v1/responsibilities?"
                + (view.site == null ? "level=" + view.level : "site=" + view.site)
                + "&locale=" + in.other().tag();
        String title = (view.site == null
                        ? in.either("Qui fait quoi\u00a0: ", "Who does what: ")
                        : in.either("Qui fait quoi pour votre site\u00a0: ", "Who does what for your site: "))
                + MatrixTables.name(view.level, in).toLowerCase(Locale.ROOT);
        return new Stationery.Sheet(
                in, title, other, false, MatrixTables.of(view.level, view.items, in), "<p>" + view.edition + "</p>\n");
    }

    private View view(@Nullable Level level, @Nullable UUID site) {
        if (site == null) {
            Level wanted = level == null ? Level.STANDARD : level;
            return new View(matrix.edition(), wanted, null, null, null, matrix.on(wanted));
        }
        if (level != null) throw Problems.badParameter("level", "left out where a site is given: its contract says it");
        AcceptedTerms.Standing standing = accepted.visible(site, caller.visibility())
                .orElseThrow(() -> Problems.of(
                        ProblemType.NOT_FOUND,
                        "The site %s has no active contract that this token may see. List contracts with GET /terms/v1/contracts?site=%s."
                                .formatted(site, site)));
        return new View(
                matrix.edition(),
                standing.level(),
                site,
                standing.contract(),
                standing.version(),
                matrix.on(standing.level()));
    }

    @GET
    @Path("/differences")
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Compare two plans",
            description =
                    "The activities that two management levels share out differently: what a customer gains, or takes on, by changing plan.")
    public Differences differences(
            @QueryParam("from") @NotNull @Schema(examples = "STANDARD") Level from,
            @QueryParam("to") @NotNull @Schema(examples = "MANAGED") Level to) {
        return new Differences(matrix.edition(), from, to, matrix.differences(from, to));
    }
}
