package org.gardefou.terms.acceptance;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.commit.SharedCommit;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.linter.Finding;
import org.gardefou.terms.linter.OrderButtons;
import org.jspecify.annotations.Nullable;

/** The gate over HTTP. */
@Path("/terms/v1/gate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Acceptances")
class GateResource {

    private final GateReader reader;
    private final OrderButtons buttons;
    private final Caller caller;
    private final Clock clock;

    GateResource(GateReader reader, OrderButtons buttons, Caller caller, Clock clock) {
        this.reader = reader;
        this.buttons = buttons;
        this.caller = caller;
        this.clock = clock;
    }

    /** Waits without a thread of its own: what takes time is the one question to the database, shared with those that come meanwhile. */
    @GET
    @NonBlocking
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer"})
    @Operation(
            summary = "Ask whether an order may go on",
            description =
                    "Whether the customer has accepted the version of the plan's terms that is in force, and if not which one is to be shown. A new order"
                            + " needs a click on that very version. Who goes on under an earlier one (`purpose=CONTINUATION`) is asked only for what binds"
                            + " nobody without their express word: the class of the change and the article say why. A consumer is bound by an order only if"
                            + " its button says that it obliges to pay: with `button` the gate refuses words that do not (ORDER_BUTTON). Without it"
                            + " `orderButton` says what they must be, unless the acceptance itself was given by such a button.")
    @APIResponse(
            responseCode = "200",
            description = "`allowed`, or what is missing",
            content = @Content(schema = @Schema(implementation = Gate.Answer.class)))
    public CompletionStage<Gate.Answer> ask(
            @QueryParam("customer") @NotNull UUID customer,
            @QueryParam("plan") @NotNull UUID plan,
            @QueryParam("audience") @NotNull @Schema(examples = "CONSUMER") Audience audience,
            @QueryParam("purpose")
                    @DefaultValue("ORDER")
                    @Schema(
                            description =
                                    "ORDER: a new order; CONTINUATION: a login or a renewal under what was accepted before",
                            examples = "ORDER")
                    Gate.Purpose purpose,
            @QueryParam("button")
                    @Size(max = 200) @Nullable @Schema(
                            description =
                                    "The words of the button by which the order is placed, in French or English; of a new order that costs",
                            examples = "Commande avec obligation de paiement")
                    String button) {
        requireOwn(customer);
        Instant now = clock.instant();
        Gate.Question question = new Gate.Question(customer, plan, audience, purpose, now);
        Gate.@Nullable Button judged = judged(audience, now, button);
        try {
            return reader.read(question).thenApply(found -> Gate.answer(purpose, found, judged));
        } catch (SharedCommit.Overloaded e) {
            throw Problems.tooManyRequests(Duration.ofSeconds(1));
        }
    }

    private Gate.@Nullable Button judged(Audience audience, Instant now, @Nullable String words) {
        Optional<Finding> rule = words == null ? buttons.asked(audience, now) : buttons.broken(audience, now, words);
        return rule.map(found -> new Gate.Button(words != null, found)).orElse(null);
    }

    /** Staff and systems ask for anybody; whoever else may ask, asks for the customer that their token names. */
    private void requireOwn(UUID customer) {
        if (caller.staff()) return;
        UUID self = caller.customer()
                .orElseThrow(() -> Problems.forbidden("the claim customer, which says for whom it may ask"));
        if (!self.equals(customer)) throw Problems.notFound("customer", customer);
    }
}
