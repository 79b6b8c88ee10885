package org.gardefou.terms.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.gardefou.terms.ledger.Canonical;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement: the ledger of this name had so many entries at that time, and their tree had this root.
 *
 * @param number from 1 on, without a gap
 * @param origin the name of the ledger
 * @param size how many entries it covers: those with the numbers 1 to this
 * @param root the root of the tree over them, in hex
 * @param head the hash of the last one in the chain, in hex
 * @param previous SHA-256 of the body of the checkpoint before, in hex; none at the first
 * @param key the id of the key that signed
 * @param body the canonical JSON that was signed, byte for byte
 * @param jws the detached signature of the body
 */
public record Checkpoint(
        long number,
        UUID id,
        String origin,
        long size,
        String root,
        String head,
        @Nullable String previous,
        String key,
        Instant at,
        String body,
        String jws) {

    static final String TYPE = "gardefou-checkpoint.v1";

    /** What is stated, before it is signed. */
    record Statement(
            String origin,
            long number,
            long size,
            String root,
            String head,
            @Nullable String previous,
            Instant time) {

        Checkpoint sign(UUID id, SigningKey key, ObjectMapper json) {
            Map<String, Object> stated = new TreeMap<>(
                    Map.of("origin", origin, "number", number, "size", size, "root", root, "head", head, "time", time));
            if (previous != null) stated.put("previous", previous);
            String body = Canonical.json(json, stated);
            String jws = SignedBytes.sign(key, TYPE, body.getBytes(StandardCharsets.UTF_8));
            return new Checkpoint(number, id, origin, size, root, head, previous, key.id(), time, body, jws);
        }
    }

    /** What the checkpoint behind this one names as its previous. */
    String sha256() {
        return Canonical.sha256(body);
    }

    /** Whether the signature is this key's. */
    boolean signedBy(VerifyingKey verifying) {
        return key.equals(verifying.id())
                && SignedBytes.holds(verifying.key(), jws, body.getBytes(StandardCharsets.UTF_8));
    }
}
