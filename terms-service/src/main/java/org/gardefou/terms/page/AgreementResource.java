package org.gardefou.terms.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.document.PublishedTerms;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.language.Text;
import org.jspecify.annotations.Nullable;

/** What stands beside a text that somebody else shows: the same boxes and the same button as on our own page. */
@Path("/terms/v1/versions/{id}/agreement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Acceptances")
class AgreementResource {

    private final PublishedTerms terms;

    AgreementResource(PublishedTerms terms) {
        this.terms = terms;
    }

    /** The button and the boxes. */
    @Schema(name = "AgreementToAsk")
    record Asked(
            UUID version,

            @Schema(description = "What the button says; where it orders what costs, only its own words count")
            Text button,

            @Schema(
                    description =
                            "Each to be ticked by the customer, and never beforehand; `label` is what an acceptance names in `boxes`")
            List<Box> boxes) {}

    /** A box. */
    @Schema(name = "AgreementBox")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Box(
            @Schema(examples = "backups") String key,
            Text label,

            @Schema(description = "Whether there is no agreement without it")
            boolean required,

            @Schema(description = "What becomes of it when it is left out; absent where it may not be") @Nullable Text free,

            @Schema(description = "The topics of the clauses that ask for it")
            List<String> topics) {

        static Box of(Acknowledgement box) {
            return new Box(
                    box.key(),
                    new Text(box.words(Language.FR), box.words(Language.EN)),
                    box.required(),
                    box.free(),
                    box.topics());
        }
    }

    @GET
    @Transactional
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read what to ask beside a version",
            description =
                    "For who shows the text of a published version on a page of their own and relays the click: the words of the button and the boxes, each with the"
                            + " clauses that ask for it, as on the pages of this service. What the customer ticked is sent in `boxes` of the acceptance.")
    @APIResponse(
            responseCode = "200",
            description = "The button and the boxes",
            content = @Content(schema = @Schema(implementation = Asked.class)))
    public Asked read(
            @PathParam("id") UUID id,
            @QueryParam("order")
                    @DefaultValue("true")
                    @Schema(
                            description =
                                    "Whether something that costs is ordered by accepting it; false: contracts that there are go on under it",
                            examples = "true")
                    boolean order) {
        if (terms.version(id).isEmpty()) throw Problems.notFound("published version", id);
        ButtonText button = order ? ButtonText.ORDER : ButtonText.ACCEPT;
        return new Asked(
                id,
                new Text(button.in(Language.FR), button.in(Language.EN)),
                Acknowledgement.of(terms, id, order).stream().map(Box::of).toList());
    }
}
