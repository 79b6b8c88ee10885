package org.gardefou.diagnostics.signature;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.diagnostics.signature.SignatureEdition.State;
import org.gardefou.kit.audit.AuditTrail;
import org.gardefou.kit.idempotency.Idempotent;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.problem.Violation;
import org.gardefou.kit.version.ETags;
import org.gardefou.kit.version.IfMatch;
import org.jspecify.annotations.Nullable;

@Path("/diagnostics/v1/signature-editions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Signatures", description = "The catalogue of known failures.")
class SignatureEditionResource {

    private final SignatureDesk desk;
    private final SignatureEditions editions;
    private final Caller caller;
    private final AuditTrail audit;

    SignatureEditionResource(SignatureDesk desk, SignatureEditions editions, Caller caller, AuditTrail audit) {
        this.desk = desk;
        this.editions = editions;
        this.caller = caller;
        this.audit = audit;
    }

    @Schema(name = "SignatureEdition")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            UUID id,
            @Schema(examples = "SHOP_LICENCE_EXPIRED") String signature,
            @Schema(examples = "1") int edition,
            @Schema(examples = "DRAFT") State state,
            SignatureEntry entry,
            String author,
            Instant writtenAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant endedAt,

            @Schema(description = "What keeps a draft from taking effect, as it stands now; empty when nothing does.")
            List<Violation> faults) {

        static View of(SignatureEdition edition, List<Violation> faults) {
            return new View(
                    edition.id(),
                    edition.signature(),
                    edition.edition(),
                    edition.state(),
                    edition.entry(),
                    edition.author(),
                    edition.writtenAt(),
                    edition.effectiveAt().orElse(null),
                    edition.endedAt().orElse(null),
                    faults);
        }
    }

    @GET
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "List your own signatures",
            description =
                    "In all their editions, newest first; of one with `signature`, those in effect with `state=IN_EFFECT`.")
    public Page<View> list(
            @QueryParam("signature") @Nullable String signature,
            @QueryParam("state") @Nullable State state,
            @BeanParam PageParams page) {
        return editions.page(signature, state, page.request()).map(this::view);
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Read an edition of a signature",
            description = "A draft says what keeps it from taking effect.")
    @APIResponseSchema(View.class)
    public Response read(@PathParam("id") UUID id) {
        return answer(found(id));
    }

    @POST
    @Transactional
    @Idempotent
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Write a signature of your own",
            description =
                    "A draft, which matches nothing yet. It may have faults: the answer names them. A later edition of a signature is written in the same way.")
    @APIResponse(responseCode = "201", description = "Written.")
    @APIResponse(responseCode = "409", description = "There is a draft of this signature already.")
    @APIResponseSchema(value = View.class, responseCode = "201")
    public Response write(@NotNull @Valid SignatureDraft draft) {
        SignatureEdition edition = desk.write(draft.entry(), caller.subject());
        View written = view(edition);
        audit.record("signature.written", "signature-edition", written.id(), null, written);
        return Response.created(URI.create("/diagnostics/v1/signature-editions/" + written.id()))
                .entity(written)
                .tag(ETags.of(edition.version()))
                .build();
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(summary = "Write a draft anew", description = "Whole; the signature's id stays.")
    @APIResponse(responseCode = "409", description = "It is a draft no longer.")
    @APIResponse(responseCode = "422", description = "It would be another signature.")
    @APIResponseSchema(View.class)
    public Response rewrite(
            @PathParam("id") UUID id, @BeanParam IfMatch ifMatch, @NotNull @Valid SignatureDraft draft) {
        SignatureEdition edition = locked(id);
        ifMatch.check(edition, SignatureEdition::version);
        View before = view(edition);
        desk.rewrite(edition, draft.entry());
        editions.flush();
        audit.record("signature.rewritten", "signature-edition", id, before, view(edition));
        return answer(edition);
    }

    @POST
    @Path("/{id}/effect")
    @Transactional
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Put a signature in effect",
            description =
                    "Tried first: it is found in each of its samples before all others, in none of the others, takes no line away from another signature, and can take long on no line. "
                            + "It takes the place of its edition before, and of a shipped one of the same id. Other processes follow within a minute.")
    @APIResponse(responseCode = "409", description = "It is a draft no longer.")
    @APIResponse(responseCode = "422", description = "It has faults; `violations` names them.")
    @APIResponse(responseCode = "200", description = "It is in effect.")
    @APIResponseSchema(value = View.class, responseCode = "200")
    public Response takeEffect(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        desk.hold();
        SignatureEdition edition = locked(id);
        ifMatch.check(edition, SignatureEdition::version);
        desk.takeEffect(edition);
        editions.flush();
        View now = view(edition);
        audit.record("signature.effective", "signature-edition", id, null, now);
        return Response.ok(now).tag(ETags.of(edition.version())).build();
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @PermissionsAllowed("diagnostics:admin")
    @PermissionsAllowed("as:operator")
    @Operation(
            summary = "Withdraw an edition of a signature",
            description =
                    "A draft is gone; one in effect matches nothing any more, and stays in the list. Where it stood in the place of a shipped signature, that is in effect again.")
    @APIResponse(responseCode = "204", description = "It is no longer in effect.")
    @APIResponse(responseCode = "409", description = "It had ended already.")
    public void withdraw(@PathParam("id") UUID id, @BeanParam IfMatch ifMatch) {
        desk.hold();
        SignatureEdition edition = locked(id);
        ifMatch.check(edition, SignatureEdition::version);
        View before = view(edition);
        desk.withdraw(edition);
        audit.record("signature.withdrawn", "signature-edition", id, before, null);
    }

    private Response answer(SignatureEdition edition) {
        return Response.ok(view(edition)).tag(ETags.of(edition.version())).build();
    }

    private View view(SignatureEdition edition) {
        return View.of(edition, edition.state() == State.DRAFT ? desk.faults(edition) : List.of());
    }

    private SignatureEdition found(UUID id) {
        return editions.findByIdOptional(id).orElseThrow(() -> Problems.notFound("signature edition", id));
    }

    private SignatureEdition locked(UUID id) {
        return editions.locked(id).orElseThrow(() -> Problems.notFound("signature edition", id));
    }
}
