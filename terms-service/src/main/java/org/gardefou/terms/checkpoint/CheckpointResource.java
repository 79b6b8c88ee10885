package org.gardefou.terms.checkpoint;

import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.paging.Page;
import org.gardefou.kit.paging.PageParams;
import org.gardefou.kit.problem.Problems;
import org.gardefou.kit.version.ETags;
import org.jspecify.annotations.Nullable;

/** The signed checkpoints over HTTP: to anybody, since they say nothing about anybody. */
@Path("/terms/v1/checkpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Checkpoints",
        description =
                "Signed statements about the evidence. Keep one, and nobody can change what it covers without your noticing.")
class CheckpointResource {

    private static final String WHAT = "checkpoint";

    private final Checkpoints checkpoints;
    private final TimeStamps stamps;
    private final Proofs proofs;
    private final Sealing sealing;

    CheckpointResource(Checkpoints checkpoints, TimeStamps stamps, Proofs proofs, Sealing sealing) {
        this.checkpoints = checkpoints;
        this.stamps = stamps;
        this.proofs = proofs;
        this.sealing = sealing;
    }

    /** That one checkpoint continues another. */
    @Schema(name = "ConsistencyProof")
    record Consistency(
            @Schema(examples = "3") long from,
            @Schema(examples = "12") long to,
            @Schema(examples = "1200") long fromSize,
            @Schema(examples = "4711") long toSize,

            @Schema(description = "The hashes of RFC 9162, section 2.1.4, in hex")
            List<String> path) {}

    @GET
    @PermitAll
    @Operation(summary = "List checkpoints", description = "The newest first.")
    public Page<CheckpointView> list(@BeanParam PageParams page) {
        return checkpoints.page(page.request()).map(this::view);
    }

    @GET
    @Path("/latest")
    @PermitAll
    @Operation(
            summary = "Read the latest checkpoint",
            description = "Keep its body and jws: with them you can show later that the ledger was changed, if it was.")
    @APIResponse(
            responseCode = "200",
            description = "The checkpoint",
            content = @Content(schema = @Schema(implementation = CheckpointView.class)))
    public Response latest() {
        return answer(checkpoints.latest().orElseThrow(() -> Problems.notFound(WHAT, "latest")));
    }

    @GET
    @Path("/{number}")
    @PermitAll
    @Operation(summary = "Read a checkpoint", description = "By its number. It never changes; time stamps may join it.")
    @APIResponse(
            responseCode = "200",
            description = "The checkpoint",
            content = @Content(schema = @Schema(implementation = CheckpointView.class)))
    public Response get(@PathParam("number") long number) {
        return answer(numbered(number));
    }

    @GET
    @Path("/{number}/consistency")
    @PermitAll
    @Operation(
            summary = "Prove that nothing was changed since a checkpoint",
            description =
                    "The consistency proof (RFC 9162, section 2.1.4) from this checkpoint to a later one, the latest if none is named: the"
                            + " later tree begins with the earlier one.")
    @APIResponse(
            responseCode = "200",
            description = "The proof",
            content = @Content(schema = @Schema(implementation = Consistency.class)))
    public Consistency consistency(
            @PathParam("number") long number, @QueryParam("to") @Schema(examples = "12") @Nullable Long to) {
        Checkpoint earlier = numbered(number);
        Checkpoint later = to == null ? checkpoints.latest().orElseThrow() : numbered(to);
        if (later.number() < earlier.number())
            throw Problems.badParameter("to", "the number of a later checkpoint than " + number);
        return new Consistency(
                earlier.number(),
                later.number(),
                earlier.size(),
                later.size(),
                proofs.consistency(earlier.size(), later.size()));
    }

    @POST
    @PermissionsAllowed("terms:write")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Sign the ledger now",
            description =
                    "Makes a checkpoint over all entries instead of waiting for the next one. Where nothing happened since the latest, that"
                            + " one is answered with 200. A chain that was changed, cut or written anew is not signed (409). Raises"
                            + " checkpoint.published.")
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = CheckpointView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The latest covers everything already",
            content = @Content(schema = @Schema(implementation = CheckpointView.class)))
    public Response seal() {
        Optional<Checkpoint> made = sealed();
        if (made.isEmpty()) return latest();
        return Response.created(URI.create("/terms/v1/checkpoints/" + made.get().number()))
                .entity(view(made.get()))
                .tag(ETags.of(0))
                .build();
    }

    private Optional<Checkpoint> sealed() {
        try {
            return sealing.seal();
        } catch (BrokenChain broken) {
            throw broken.problem();
        }
    }

    private Checkpoint numbered(long number) {
        return checkpoints.numbered(number).orElseThrow(() -> Problems.notFound(WHAT, number));
    }

    private Response answer(Checkpoint checkpoint) {
        CheckpointView view = view(checkpoint);
        return Response.ok(view).tag(ETags.of(view.timeStamps().size())).build();
    }

    private CheckpointView view(Checkpoint checkpoint) {
        return CheckpointView.of(checkpoint, stamps.of(checkpoint.number()));
    }
}
