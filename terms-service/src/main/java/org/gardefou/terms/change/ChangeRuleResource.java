package org.gardefou.terms.change;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the law asks for changes, over HTTP. */
@Path("/terms/v1/change-rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes", description = "How terms change: notice, agreement, the right to leave. Not legal advice.")
class ChangeRuleResource {

    private final Changes changes;

    ChangeRuleResource(Changes changes) {
        this.changes = changes;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List what the law asks for changes",
            description =
                    "For each class of change and each audience the notice, how the change comes to bind, and how long customers may leave at no cost, with the"
                            + " article. Of the rules that apply the first decides.")
    @APIResponse(
            responseCode = "200",
            description = "All rules",
            content = @Content(schema = @Schema(implementation = NoticeTable.class)))
    public NoticeTable list() {
        return changes.rules();
    }
}
