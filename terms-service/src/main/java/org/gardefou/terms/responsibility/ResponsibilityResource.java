package org.gardefou.terms.responsibility;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.terms.plan.Level;

/** The responsibility matrix over HTTP. */
@Path("/terms/v1/responsibilities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Responsibilities", description = "Who is accountable for what.")
class ResponsibilityResource {

    private final Matrix matrix;

    ResponsibilityResource(Matrix matrix) {
        this.matrix = matrix;
    }

    /** The matrix of one level, all of it: it is short, and only as a whole it says who does what. */
    record View(String edition, Level level, List<Matrix.Assignment> items) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read who is responsible for what",
            description =
                    "Each activity on one management level: who is accountable, who does the work, what help there is, and the"
                            + " clauses that say so. The assessments of breakages are made with the same data.")
    public View read(@QueryParam("level") @DefaultValue("STANDARD") Level level) {
        return new View(matrix.edition(), level, matrix.on(level));
    }
}
