package org.gardefou.restore.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.json.MultiLine;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.gardefou.restore.site.HostedSite;
import org.gardefou.restore.site.HostedSites;
import org.jspecify.annotations.Nullable;

@Path("/restores/v1/restore-proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Restore proposals",
        description =
                "Restores that support has prepared in a case: the customer sees what would change, and confirms or declines.")
class ProposalResource {

    private static final String OUT_OF_DATE =
            "It is no longer open, another restore of the site runs, or what was shown must be looked at again.";

    private final Proposals proposals;
    private final ProposalDesk desk;
    private final ProposalFacts facts;
    private final HostedSites sites;
    private final ObjectMapper json;
    private final Caller caller;

    ProposalResource(
            Proposals proposals,
            ProposalDesk desk,
            ProposalFacts facts,
            HostedSites sites,
            ObjectMapper json,
            Caller caller) {
        this.proposals = proposals;
        this.desk = desk;
        this.facts = facts;
        this.sites = sites;
        this.json = json;
        this.caller = caller;
    }

    @Schema(name = "RestoreProposalConfirmation")
    record Confirmation(
            @NotNull @Pattern(regexp = "[0-9a-f]{64}", message = "must be the `shown.sha256` of the proposal") @Schema(
                    description = "The `shown.sha256` of what the customer saw.",
                    examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String shown) {}

    @Schema(name = "RestoreProposalRefusal")
    record Refusal(
            @NotBlank @MultiLine
            @Size(max = 2_000) @Schema(description = "Why, for support.", examples = "Nous préférons réparer l'extension.")
            String reason) {}

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @APIResponse(responseCode = "404", description = "There is no such site or restore point.")
    @APIResponse(
            responseCode = "409",
            description =
                    "The case is not known yet or over, no point is advised, or the restore point cannot be restored.")
    @Operation(
            summary = "Propose a restore",
            description =
                    "Prepares a restore inside a support case, for the customer to confirm. What it would change is looked at first, as by a dry run; then it is OPEN, and `restore.proposed` is told. Where something stands in the way it becomes BLOCKED. One waits for an answer for a site: another one supersedes it.")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; `Location` names the proposal, whose state tells when it is OPEN.")
    @APIResponseSchema(value = ProposalView.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "What the advice recommends", value = ProposalRequest.EXAMPLE),
                                @ExampleObject(name = "A folder", value = ProposalRequest.EXAMPLE_OF_FILES)
                            }))
    public Response propose(@NotNull @Valid ProposalRequest request) {
        return accepted(desk.propose(request));
    }

    @GET
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "List restore proposals",
            description = "Newest first. A customer sees those of their sites, a panel those of its connection.")
    public Page<ProposalView> list(
            @QueryParam("site") @Nullable UUID site,
            @QueryParam("case") @Nullable UUID supportCase,
            @QueryParam("state") @Nullable ProposalState state,
            @BeanParam PageParams page) {
        return proposals
                .page(site, supportCase, state, caller.visibility(), page.request())
                .map(one -> ProposalView.of(one, null));
    }

    @GET
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read a restore proposal",
            description =
                    "What is proposed and why, what it would change, keep and lose (`shown`), and whether that is out of date (`lookAgain`).")
    @APIResponseSchema(ProposalView.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(Response.ok(), visible(id));
    }

    @GET
    @Path("/{id}/shown")
    @Transactional
    @PermissionsAllowed("restores:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Read what is confirmed, byte by byte",
            description =
                    "The JSON text whose SHA-256 is `shown.sha256`: whoever wants to prove what was confirmed keeps these bytes.")
    @APIResponse(responseCode = "409", description = "It has not been looked at yet.")
    @APIResponseSchema(Shown.class)
    public Response shown(@PathParam("id") UUID id) {
        ShownText shown = visible(id).shown();
        if (shown == null) {
            throw Problems.conflict("The proposal has not been looked at yet. Read it again in some seconds.");
        }
        return Response.ok(shown.json()).build();
    }

    @POST
    @Path("/{id}/look")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It is no longer open.")
    @Operation(
            summary = "Look again",
            description =
                    "Has what the restore would change looked at once more, after the site has changed or a better restore point came. What was shown before can no longer be confirmed.")
    @APIResponse(responseCode = "202", description = "It is LOOKING, and OPEN again within a minute.")
    @APIResponseSchema(value = ProposalView.class, responseCode = "202")
    public Response look(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Proposal proposal = visible(id);
        desk.lookAgain(proposal, ifMatch);
        return accepted(proposal);
    }

    @POST
    @Path("/{id}/confirmation")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = OUT_OF_DATE)
    @Operation(
            summary = "Confirm a proposed restore",
            description =
                    "The customer, or the panel in which they press the button, confirms what was shown by its hash; the restore begins in their name (`restore`), also where the contract has no restores without support. A system may relay the customer's click; operators cannot confirm for a customer. What was shown before the site changed is refused (`restores/look-again`).")
    @APIResponseSchema(ProposalView.class)
    public Response confirm(
            @PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Confirmation confirmation) {
        Proposal proposal = visible(id);
        desk.confirm(proposal, ifMatch, confirmation.shown());
        return answer(Response.ok(), proposal);
    }

    @POST
    @Path("/{id}/confirmation-within-contract")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @APIResponse(responseCode = "403", description = "The contract leaves it to the customer.")
    @APIResponse(responseCode = "409", description = OUT_OF_DATE)
    @Operation(
            summary = "Confirm a proposed restore by the contract",
            description =
                    "Where the contract promises restores as a managed task the hoster confirms instead of the customer; the clause is kept with it, and the customer's systems are told by `restore.proposal-confirmed`.")
    @APIResponseSchema(ProposalView.class)
    public Response confirmWithinContract(
            @PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Confirmation confirmation) {
        Proposal proposal = visible(id);
        desk.confirmWithinContract(proposal, ifMatch, confirmation.shown());
        return answer(Response.ok(), proposal);
    }

    @POST
    @Path("/{id}/refusal")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:system", "as:customer", "as:panel"})
    @APIResponse(responseCode = "409", description = "It is no longer open.")
    @Operation(
            summary = "Decline a proposed restore",
            description =
                    "The customer does not want it: nothing is restored, and support reads the reason and takes the case again. A system may relay their answer.")
    @APIResponseSchema(ProposalView.class)
    public Response decline(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid Refusal refusal) {
        Proposal proposal = visible(id);
        desk.decline(proposal, ifMatch, refusal.reason());
        return answer(Response.ok(), proposal);
    }

    @POST
    @Path("/{id}/withdrawal")
    @Transactional
    @PermissionsAllowed("restores:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @APIResponse(responseCode = "409", description = "It is no longer open.")
    @Operation(
            summary = "Withdraw a proposed restore",
            description = "Support takes it back: nobody can confirm it any more.")
    @APIResponseSchema(ProposalView.class)
    public Response withdraw(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        Proposal proposal = visible(id);
        desk.withdraw(proposal, ifMatch);
        return answer(Response.ok(), proposal);
    }

    private Response accepted(Proposal proposal) {
        return answer(
                Response.accepted().location(URI.create("/restores/v1/restore-proposals/" + proposal.id())), proposal);
    }

    private Response answer(Response.ResponseBuilder builder, Proposal proposal) {
        return builder.entity(view(proposal)).tag(ETags.of(proposal.version())).build();
    }

    private ProposalView view(Proposal proposal) {
        ShownText shown = proposal.shown();
        try {
            return ProposalView.of(
                    proposal,
                    new ProposalView.More(
                            shown == null ? null : json.readTree(shown.json()),
                            facts.lookAgain(proposal),
                            proposal.state().active()
                                    ? sites.findByIdOptional(proposal.site())
                                            .flatMap(HostedSite::hostRestores)
                                            .orElse(null)
                                    : null));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was shown of " + proposal.id() + " cannot be read", e);
        }
    }

    private Proposal visible(UUID id) {
        return proposals.visible(id, caller.visibility()).orElseThrow(() -> Problems.notFound("restore proposal", id));
    }
}
