package org.gardefou.support.quote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.support.language.Price;
import org.jspecify.annotations.Nullable;

@Path("/support/v1/quotes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Quotes", description = "Prices of paid interventions, accepted before any work starts.")
class QuoteResource {

    private final Quotes quotes;
    private final QuoteDesk desk;
    private final AuditTrail audit;
    private final Caller caller;

    QuoteResource(Quotes quotes, QuoteDesk desk, AuditTrail audit, Caller caller) {
        this.quotes = quotes;
        this.desk = desk;
        this.audit = audit;
        this.caller = caller;
    }

    @Schema(name = "Quote")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            @JsonProperty("case") UUID caseId,
            UUID site,
            @Nullable UUID customer,
            Price price,
            @Schema(examples = "OFFERED") Quote.State state,
            Instant offeredAt,
            Instant validUntil,
            @Nullable Instant answeredAt,
            @Nullable String answeredBy,
            @Nullable String buttonText) {

        static View of(Quote quote) {
            return new View(
                    quote.id(),
                    quote.caseId(),
                    quote.site(),
                    quote.customer().orElse(null),
                    quote.price(),
                    quote.state(),
                    quote.offeredAt(),
                    quote.validUntil(),
                    quote.answeredAt().orElse(null),
                    quote.answeredBy().orElse(null),
                    quote.buttonText().orElse(null));
        }
    }

    @Schema(name = "QuoteAcceptance")
    record Acceptance(
            @NotBlank @Size(max = 100) @Schema(
                    description =
                            "The words on the button that was pressed: a consumer must have seen that it obliges to pay (Code de la consommation, art. L221-14).",
                    examples = "Commande avec obligation de paiement")
            String buttonText) {}

    @GET
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "List quotes", description = "Newest first; those of a case with `case`.")
    public Page<View> list(@QueryParam("case") @Nullable UUID caseId, @BeanParam PageParams page) {
        return quotes.page(caseId, caller.visibility(), page.request()).map(View::of);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("support:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:panel", "as:customer"})
    @Operation(summary = "Read a quote", description = "The price, until when it stands, and what was answered.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(visible(id));
    }

    @POST
    @Path("/{id}/acceptance")
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:customer", "as:system"})
    @APIResponse(responseCode = "409", description = "It is no longer open.")
    @Operation(
            summary = "Accept a quote",
            description =
                    "The customer orders the work at this price; a system may relay the customer's click. Staff cannot accept for a customer.")
    @APIResponseSchema(View.class)
    public Response accept(
            @PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Acceptance acceptance) {
        Quote quote = visible(id);
        ifMatch.check(quote, Quote::version);
        View before = View.of(quote);
        desk.accept(quote, caller.subject(), acceptance.buttonText());
        quotes.flush();
        audit.record("quote.accept", "quote", id, before, View.of(quote));
        return answer(quote);
    }

    @POST
    @Path("/{id}/refusal")
    @Transactional
    @PermissionsAllowed("support:write")
    @PermissionsAllowed({"as:customer", "as:system"})
    @APIResponse(responseCode = "409", description = "It is no longer open.")
    @Operation(summary = "Refuse a quote", description = "No work, no bill; the case offers its other ways out again.")
    @APIResponseSchema(View.class)
    public Response refuse(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Quote quote = visible(id);
        ifMatch.check(quote, Quote::version);
        View before = View.of(quote);
        desk.decline(quote, caller.subject());
        quotes.flush();
        audit.record("quote.decline", "quote", id, before, View.of(quote));
        return answer(quote);
    }

    private Quote visible(UUID id) {
        return quotes.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("quote", id));
    }

    private static Response answer(Quote quote) {
        return Response.ok(View.of(quote)).tag(ETags.of(quote.version())).build();
    }
}
