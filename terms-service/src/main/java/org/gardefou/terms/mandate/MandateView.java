package org.gardefou.terms.mandate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A mandate, as it is answered.
 *
 * @param agent who may act
 * @param principal for whom
 * @param document under which terms only; null: under all
 * @param validTo null: until it is revoked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MandateView")
record MandateView(
        UUID id,
        UUID agent,
        UUID principal,
        Set<Mandate.Scope> scopes,
        @Nullable UUID document,
        Instant validFrom,
        @Nullable Instant validTo,
        String evidenceSha256,
        @Schema(examples = "SYSTEM") String recordedBy,
        Instant recordedAt,
        @Nullable Instant revokedAt) {}
