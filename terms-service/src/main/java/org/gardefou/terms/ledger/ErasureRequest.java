package org.gardefou.terms.ledger;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.kit.json.MultiLine;

/** Why something personal is erased; kept in the audit trail. */
@Schema(name = "ErasureRequest")
public record ErasureRequest(
        @NotBlank @MultiLine
        @Size(max = 1000) @Schema(examples = "Demande d'effacement du 12 novembre 2026, dossier 4711")
        String reason) {

    /** What the audit trail keeps of it. */
    public Map<String, Object> audited(List<String> fields) {
        return Map.of("fields", fields, "reason", reason);
    }
}
