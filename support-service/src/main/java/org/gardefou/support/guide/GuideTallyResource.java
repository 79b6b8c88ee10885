package org.gardefou.support.guide;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/support/v1/guide-ratings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Guides")
class GuideTallyResource {

    private final GuideRatings ratings;

    GuideTallyResource(GuideRatings ratings) {
        this.ratings = ratings;
    }

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "See which guides help",
            description =
                    "Answers for each edition that anybody rated, those that helped least first: where a text is to be improved.")
    public List<GuideRatings.Tally> list() {
        return ratings.tally();
    }
}
