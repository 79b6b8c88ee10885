package org.gardefou.terms.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.change.Verdict;
import org.jspecify.annotations.Nullable;

/** What a version changes, over HTTP. */
@Path("/terms/v1/versions/{id}/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
class ChangesResource {

    private final Documents documents;
    private final Editions editions;
    private final Publishing publishing;
    private final Caller caller;
    private final Clock clock;

    ChangesResource(Documents documents, Editions editions, Publishing publishing, Caller caller, Clock clock) {
        this.documents = documents;
        this.editions = editions;
        this.publishing = publishing;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * What a version changes.
     *
     * @param verdict null: the version is the first, and changes nothing for anybody
     * @param earliest when it may come into force for who is told of it now; null: it is the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChangesOfVersion")
    record Answer(
            UUID version,
            Edition.State state,
            @Nullable Verdict verdict,
            @Nullable Instant earliest) {}

    @GET
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Tell what a version changes",
            description =
                    "For who agreed to the version before: topic by topic the class of the change (editorial, favourable, neutral, adverse, costlier) with"
                            + " what makes it so, the notice that the law asks for with its article, how the version comes to bind, and whether customers may"
                            + " leave at no cost. A draft is judged as it would be published now.")
    @APIResponse(
            responseCode = "200",
            description = "The changes",
            content = @Content(schema = @Schema(implementation = Answer.class)))
    public Answer changes(@PathParam("id") UUID id) {
        Edition edition = editions.findByIdOptional(id)
                .filter(found -> found.published() || caller.staff())
                .orElseThrow(() -> Problems.notFound("version", id));
        Verdict verdict = publishing
                .changes(documents.findById(edition.document()), edition)
                .orElse(null);
        return new Answer(id, edition.state(), verdict, verdict == null ? null : verdict.earliest(clock.instant()));
    }
}
