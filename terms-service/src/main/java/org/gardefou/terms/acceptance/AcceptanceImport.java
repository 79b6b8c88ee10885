package org.gardefou.terms.acceptance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.language.Language;
import org.gardefou.terms.ledger.Canonical;
import org.jspecify.annotations.Nullable;

/**
 * Acceptances that another system took.
 *
 * @param source the system
 */
@Schema(name = "AcceptanceImport")
record AcceptanceImport(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9.-]{0,62}", message = "must be a short name of the system: whmcs") @Schema(examples = "whmcs")
        String source,

        @NotNull @Size(min = 1, max = AcceptanceImport.MOST) List<@NotNull @Valid Item> items) {

    /** In one request: what one transaction and one answer hold without being long. */
    static final int MOST = 200;

    /**
     * One of them.
     *
     * @param reference what the system knows it by: the same one is never taken over twice
     * @param at when the customer agreed, as the system says
     * @param capacity in which whoever agreed did so; left out: not known
     */
    @Schema(name = "ImportedAcceptance")
    record Item(
            @NotBlank @Size(max = 200) @Schema(examples = "order-4711")
            String reference,

            @NotNull UUID customer,
            @NotNull UUID version,
            @NotNull Language locale,
            @NotNull Instant at,
            @Nullable @Size(max = 100) String capacity,
            @NotNull @Valid ImportedEvidence evidence) {

        /** By which it is found where it was taken over before there were marks. */
        String referenceSha256() {
            return Canonical.sha256(reference);
        }

        /** What is personal of it, and can be erased: a reference may be an address, a note is free text, and a hash can be tried. */
        Map<String, String> personal() {
            Map<String, String> values = evidence.personal();
            values.put("reference", reference);
            return values;
        }
    }

    /** What became of one. */
    enum Outcome {
        /** Taken over now. */
        IMPORTED,
        /** It was taken over before. */
        KNOWN,
        /** The customer clicked for this version here: that stands, and nothing was taken over. */
        CLICK_STANDS
    }

    /** What became of one, and the acceptance that stands. */
    @Schema(name = "ImportedOutcome")
    record Result(String reference, Outcome outcome, UUID acceptance) {}

    /** What became of all, in their order. */
    @Schema(name = "ImportedOutcomes")
    record Results(List<Result> items) {

        /** What the audit trail keeps of it: no references, which it could not forget. */
        List<Map<String, Object>> audited() {
            return items.stream()
                    .map(item -> Map.<String, Object>of("acceptance", item.acceptance, "outcome", item.outcome))
                    .toList();
        }
    }
}
