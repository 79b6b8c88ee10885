package org.gardefou.terms.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A checkpoint as it is served: what it says, and the exact bytes that prove it. */
@Schema(name = "Checkpoint")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckpointView(
        @Schema(examples = "12") long number,
        UUID id,

        @Schema(description = "The name of the ledger", examples = "evidence.hebergeur.example")
        String origin,

        @Schema(description = "It covers the entries with the numbers 1 to this", examples = "4711")
        long size,

        @Schema(
                description = "The root of the Merkle tree (RFC 9162) over the entries' hashes, in hex",
                examples = HASH)
        String root,

        @Schema(description = "The hash of the last entry that it covers, in hex", examples = HASH)
        String head,

        @Schema(description = "SHA-256 of the body of the checkpoint before; absent at the first", examples = HASH)
        @Nullable String previous,

        @Schema(
                description = "The key that signed: its JWK thumbprint",
                examples = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
        String key,

        Instant at,

        @Schema(description = "The canonical JSON that was signed, byte for byte")
        String body,

        @Schema(description = "The detached signature of the body: JWS, EdDSA, RFC 7797")
        String jws,

        List<Stamp> timeStamps) {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    /** What an authority of time said. */
    @Schema(name = "CheckpointTimeStamp")
    record Stamp(
            @Schema(examples = "tsa") String authority,
            Instant at,

            @Schema(
                    description =
                            "Whether it says of itself that it is a qualified one, which is presumed right (eIDAS, art. 41). The trusted list of the"
                                    + " authority's country shows whether it is")
            boolean qualified,

            @Schema(description = "The answer (RFC 3161) about the bytes of `jws`, DER in base64", examples = "MIIB")
            String response) {}

    static CheckpointView of(Checkpoint checkpoint, List<TimeStamp> stamps) {
        return new CheckpointView(
                checkpoint.number(),
                checkpoint.id(),
                checkpoint.origin(),
                checkpoint.size(),
                checkpoint.root(),
                checkpoint.head(),
                checkpoint.previous(),
                checkpoint.key(),
                checkpoint.at(),
                checkpoint.body(),
                checkpoint.jws(),
                stamps.stream()
                        .map(stamp -> new Stamp(
                                stamp.authority(),
                                stamp.at(),
                                stamp.saysQualified(),
                                Base64.getEncoder().encodeToString(stamp.response())))
                        .toList());
    }
}
