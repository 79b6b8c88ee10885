package org.gardefou.terms.conformance;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.stationery.Stationery;
import org.jspecify.annotations.Nullable;

/** One monthly statement over HTTP. */
@Path("/terms/v1/statements/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conformance")
class StatementResource {

    private final Statements statements;
    private final Stationery stationery;
    private final Caller caller;

    StatementResource(Statements statements, Stationery stationery, Caller caller) {
        this.statements = statements;
        this.stationery = stationery;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a monthly statement",
            description =
                    "Per promise what was promised, what became of it and what shows that, and the credit that follows without anybody having to ask. It"
                            + " never changes; its hash stands in the ledger. With `locale` it is a page that people read.")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Statement.View.class)),
                @Content(mediaType = MediaType.TEXT_HTML)
            })
    public Response get(
            @PathParam("id") UUID id, @QueryParam("locale") @Nullable @Schema(examples = "fr") String locale) {
        Statement statement =
                statements.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("statement", id));
        if (locale == null)
            return Response.ok(statement.view())
                    .tag(new EntityTag(statement.sha256()))
                    .build();
        Language language = Language.of(locale).orElseThrow(() -> Problems.badParameter("locale", "fr or en"));
        return stationery
                .answer(200, StatementPage.of(statement, statements.content(statement), language))
                .build();
    }
}
