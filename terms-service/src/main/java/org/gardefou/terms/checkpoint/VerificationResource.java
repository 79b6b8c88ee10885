package org.gardefou.terms.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.gardefou.kit.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Whether the chain holds, over HTTP: what is new since it was last signed, or all of it in parts. */
@Path("/terms/v1/evidence/verification")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Evidence")
class VerificationResource {

    /** Half a second of the database's time. */
    private static final int USUAL = 50_000;

    private static final int MOST = 200_000;

    private final Chain chain;
    private final Checkpoints checkpoints;
    private final SigningKeys keys;
    private final Clock clock;

    VerificationResource(Chain chain, Checkpoints checkpoints, SigningKeys keys, Clock clock) {
        this.chain = chain;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether a part of the chain holds. */
    @Schema(name = "Verification")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Verification(
            @Schema(
                    description =
                            "Whether every entry that was looked at has the hash that the chain says, and the latest checkpoint its signature")
            boolean sound,

            @Schema(examples = "4711") long entries,

            @Schema(description = "The hash of the last entry of all")
            String head,

            @Schema(description = "The first entry that was looked at", examples = "4601")
            long from,

            @Schema(description = "The last entry that was looked at", examples = "4711")
            long to,

            @Schema(description = "Where to go on: `from` of the next part; absent when the end was reached") @Nullable Long next,

            @Schema(description = "The first sequence number at which the chain breaks; absent while it holds")
            @Nullable Long brokenAt,

            @Schema(description = "The number of the latest checkpoint; absent before the first", examples = "12")
            @Nullable Long checkpoint,

            @Schema(
                    description =
                            "Whether the service's own database role is kept from changing the evidence; otherwise only triggers refuse")
            boolean guarded,

            Instant at) {}

    @GET
    @PermissionsAllowed("terms:read")
    @PermissionsAllowed({"as:operator", "as:system"})
    @Operation(
            summary = "Verify the chain",
            description =
                    "Computes the hashes of the entries anew and says where the chain breaks first, if it does. Without `from` it begins behind"
                            + " the latest checkpoint, whose signature is checked: what stands before was walked when it was signed. To walk all"
                            + " of it, begin with `from=1` and follow `next`.")
    public Verification verify(
            @QueryParam("from") @Schema(examples = "1", minimum = "1") @Nullable Long from,
            @QueryParam("limit") @Schema(examples = "50000", minimum = "1", maximum = "200000") @Nullable Integer limit) {
        if (from != null && from < 1) throw Problems.badParameter("from", "the number of an entry, from 1 on");
        if (limit != null && (limit < 1 || limit > MOST)) throw Problems.badParameter("limit", "from 1 to " + MOST);
        Optional<Checkpoint> latest = checkpoints.latest();
        Chain.Head head = chain.head();
        // The entry that was signed last is looked at again: the new ones hang on it.
        long first = from != null ? from : latest.map(Checkpoint::size).orElse(1L);
        long last = Math.min(
                Math.max(head.seq(), latest.map(Checkpoint::size).orElse(0L)),
                first + (limit == null ? USUAL : limit) - 1);
        Long broken = chain.firstBreak(first, last);
        return new Verification(
                broken == null && latest.map(this::signed).orElse(true),
                head.seq(),
                HexFormat.of().formatHex(head.hash()),
                first,
                last,
                last < head.seq() ? Long.valueOf(last + 1) : null,
                broken,
                latest.map(Checkpoint::number).orElse(null),
                chain.guarded(),
                clock.instant());
    }

    private boolean signed(Checkpoint checkpoint) {
        return keys.known().stream().anyMatch(known -> checkpoint.signedBy(known.key()));
    }
}
