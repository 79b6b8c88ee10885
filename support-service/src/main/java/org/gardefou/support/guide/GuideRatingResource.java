package org.gardefou.support.guide;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;

@Path("/support/v1/guides/{key}/ratings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Guides")
class GuideRatingResource {

    private final Guides guides;
    private final GuideRatings ratings;
    private final Caller caller;
    private final Clock clock;

    GuideRatingResource(Guides guides, GuideRatings ratings, Caller caller, Clock clock) {
        this.guides = guides;
        this.ratings = ratings;
        this.caller = caller;
        this.clock = clock;
    }

    /** An answer. */
    @Schema(name = "GuideOpinion")
    record Opinion(
            @NotNull @Pattern(regexp = "fr|en") @Schema(examples = "fr")
            String locale,

            @NotNull @Schema(description = "Whether it helped.", examples = "true")
            Boolean helpful) {}

    @POST
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:system", "as:panel", "as:customer"})
    @Operation(
            summary = "Say whether a guide helped",
            description =
                    "One answer of each reader for the text that stands; a later one takes its place. Who answered is not kept.")
    @APIResponse(responseCode = "204", description = "It is counted.")
    public void rate(
            @PathParam("key") @Schema(examples = "database-credentials") String key, @NotNull @Valid Opinion opinion) {
        GuideEdition edition = guides.find(key, opinion.locale()).orElseThrow(() -> Problems.notFound("guide", key));
        String reader = caller.customer().map(Object::toString).orElse("") + " " + caller.subject();
        ratings.rate(edition.id(), reader, opinion.helpful(), clock.instant());
    }
}
