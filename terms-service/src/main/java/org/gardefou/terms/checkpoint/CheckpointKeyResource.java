package org.gardefou.terms.checkpoint;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys that checkpoints are checked with, over HTTP. */
@Path("/terms/v1/checkpoint-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Checkpoints")
class CheckpointKeyResource {

    private final SigningKeys keys;

    CheckpointKeyResource(SigningKeys keys) {
        this.keys = keys;
    }

    /** A JSON Web Key (RFC 7517, RFC 8037) with what openssl wants. */
    @Schema(name = "CheckpointKey")
    record Key(
            @Schema(description = "The thumbprint (RFC 7638)", examples = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
            String kid,

            @Schema(examples = "OKP") String kty,
            @Schema(examples = "Ed25519") String crv,

            @Schema(examples = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            String x,

            @Schema(examples = "EdDSA") String alg,
            @Schema(examples = "sig") String use,

            @Schema(description = "The same key as openssl reads it")
            String pem,

            Instant firstUsed) {

        static Key of(SigningKeys.Known known) {
            VerifyingKey key = known.key();
            return new Key(key.id(), "OKP", "Ed25519", key.x(), "EdDSA", "sig", key.pem(), known.firstUsed());
        }
    }

    /** A JSON Web Key Set. */
    @Schema(name = "CheckpointKeys")
    record Keys(List<Key> keys) {}

    @GET
    @PermitAll
    @Operation(
            summary = "List the keys",
            description =
                    "Every key that ever signed a checkpoint, the newest first, as a JSON Web Key Set: they stay after they are replaced.")
    public Keys list() {
        return new Keys(keys.known().stream().map(Key::of).toList());
    }
}
