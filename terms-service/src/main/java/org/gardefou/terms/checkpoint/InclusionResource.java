package org.gardefou.terms.checkpoint;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.permission.Caller;
import org.gardefou.kit.problem.Problems;
import org.gardefou.terms.ledger.Evidence;
import org.gardefou.terms.ledger.EvidenceReader;
import org.jspecify.annotations.Nullable;

/** The proof that an entry is under a checkpoint, over HTTP. */
@Path("/terms/v1/evidence/{seq}/inclusion")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evidence")
class InclusionResource {

    private final EvidenceReader reader;
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Caller caller;

    InclusionResource(EvidenceReader reader, Checkpoints checkpoints, Proofs proofs, Caller caller) {
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.caller = caller;
    }

    /** That an entry is under a checkpoint. */
    @Schema(name = "InclusionProof")
    record Inclusion(
            @Schema(examples = "42") long seq,

            @Schema(description = "The entry's hash; the leaf is SHA-256(0x00 ‖ it)")
            String hash,

            @Schema(description = "The checkpoint's number", examples = "12")
            long checkpoint,

            @Schema(examples = "4711") long size,
            String root,

            @Schema(description = "The hashes of RFC 9162, section 2.1.3, in hex, from the leaf upwards")
            List<String> path) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system", "as:customer", "as:panel"})
    @Operation(
            summary = "Prove that an entry is signed",
            description =
                    "The inclusion proof (RFC 9162, section 2.1.3) of an entry under a checkpoint, the latest if none is named. An entry of the"
                            + " last minutes may not be signed yet (409).")
    @APIResponse(
            responseCode = "200",
            description = "The proof",
            content = @Content(schema = @Schema(implementation = Inclusion.class)))
    public Inclusion get(
            @PathParam("seq") long seq, @QueryParam("checkpoint") @Schema(examples = "12") @Nullable Long number) {
        Evidence entry =
                reader.entry(seq, caller.visibility()).orElseThrow(() -> Problems.notFound("evidence entry", seq));
        Checkpoint checkpoint = (number == null ? checkpoints.latest() : checkpoints.numbered(number))
                .orElseThrow(() -> number == null ? unsigned(seq) : Problems.notFound("checkpoint", number));
        if (checkpoint.size() < seq) throw unsigned(seq);
        return new Inclusion(
                seq,
                entry.hash(),
                checkpoint.number(),
                checkpoint.size(),
                checkpoint.root(),
                proofs.inclusion(seq, checkpoint.size()));
    }

    private static RuntimeException unsigned(long seq) {
        return Problems.conflict(
                "The entry %d is under no such checkpoint yet. Name a later one, wait for the next, or have one made with POST /terms/v1/checkpoints."
                        .formatted(seq));
    }
}
