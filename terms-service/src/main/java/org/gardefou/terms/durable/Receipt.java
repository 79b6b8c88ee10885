package org.gardefou.terms.durable;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.acceptance.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * What proves to a customer that, when and to what they agreed, in a form that they can keep and check without us.
 *
 * @param what in the customer's language
 * @param shown null for what another system took: nothing was shown here
 * @param agent who clicked for the customer, by the mandate; null: they did themselves
 * @param evidence null only in the moment before the transaction that recorded it is through
 * @param proof null while no checkpoint covers it: for some minutes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AcceptanceReceipt")
public record Receipt(
        @Schema(examples = "Reçu : vous avez accepté ces conditions le 23/11/2026 à 08:00 UTC.")
        String what,

        UUID acceptance,
        @Schema(examples = "fr") String locale,
        @Nullable Hosting hoster,
        UUID customer,
        By by,
        @Nullable UUID agent,
        @Nullable UUID mandate,
        Terms terms,
        @Nullable Shown shown,
        Provenance provenance,
        @Nullable @Schema(examples = "whmcs") String source,
        Instant at,
        Instant recordedAt,
        @Schema(examples = "CUSTOMER") String recordedBy,
        @Nullable Entry evidence,
        @Nullable Proof proof,

        @Schema(description = "How to check it, in the customer's language, one step each")
        List<String> verification) {

    /** Who the terms are agreed with. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptHoster")
    public record Hosting(String name, @Nullable String contact) {}

    /**
     * Who clicked.
     *
     * @param name null once it was erased
     * @param nameSalt with which the entry of the ledger commits to the name, in hex; null once the name was erased, and where there is no such commitment
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptBy")
    public record By(
            @Nullable String name,

            @Nullable @Schema(
                    description =
                            "SHA-256(nameSalt ‖ name) is commitments.name in the entry of the ledger: who has the receipt can show whose name that is, and nobody else can try names",
                    examples = "8f1f0e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1")
            String nameSalt,

            String capacity) {}

    /**
     * What was agreed to.
     *
     * @param sha256 of the version's canonical JSON
     * @param pdfSha256 of the PDF file of the page
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptTerms")
    public record Terms(
            UUID document,
            UUID version,
            @Schema(examples = "3") int number,
            String title,
            Instant effectiveFrom,
            String sha256,
            @Nullable String renditionSha256,
            @Nullable String pdfSha256) {}

    /** What was on the page beside the terms. */
    @Schema(name = "ReceiptShown")
    public record Shown(String buttonText, List<String> boxes) {}

    /**
     * The entry of the ledger.
     *
     * @param body the canonical JSON, byte for byte what was hashed
     */
    @Schema(name = "ReceiptEvidence")
    public record Entry(@Schema(examples = "42") long seq, String body, String prevHash, String hash) {}

    /**
     * That the entry is under a signed checkpoint: the first that covers it, so that the receipt stays the same from then on.
     *
     * @param path the hashes of RFC 9162, section 2.1.3, in hex, from the leaf upwards
     * @param body the canonical JSON that was signed
     * @param jws its detached signature (EdDSA, RFC 7797)
     * @param key the id of the key that signed: its thumbprint (RFC 7638)
     * @param x the public key as in its JWK, base64url
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptProof")
    public record Proof(
            @Schema(examples = "12") long checkpoint,
            String origin,
            @Schema(examples = "4711") long size,
            String root,
            List<String> path,
            Instant at,
            String body,
            String jws,
            String key,
            @Nullable String x) {}
}
