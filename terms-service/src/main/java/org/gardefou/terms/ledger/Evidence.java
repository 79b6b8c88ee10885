package org.gardefou.terms.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param body the canonical JSON (RFC 8785), byte for byte what was hashed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        @Schema(examples = "42") long seq,
        @Schema(examples = "risk-notice.raised") String kind,
        @Nullable UUID site,
        @Nullable UUID customer,

        @Schema(description = "SHA-256 of the entry before, in hex")
        String prevHash,

        @Schema(description = "SHA-256(0x01 ‖ prevHash ‖ seq as 8 bytes ‖ SHA-256(body)), in hex")
        String hash,

        @Schema(type = SchemaType.OBJECT, description = "The canonical JSON that was hashed") @JsonRawValue
        String body) {}
