package org.gardefou.terms.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.plan.Level;
import org.gardefou.terms.plan.Promises;
import org.jspecify.annotations.Nullable;

/** A contract, as it is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ContractView(
        UUID id,
        UUID customer,
        UUID site,
        PlanRef plan,
        Promises promises,
        Audience audience,
        @Schema(examples = "fr") String locale,
        TermsRef terms,
        UUID acceptance,
        Contract.State state,
        Instant activatedAt,

        @Nullable @Schema(description = "When it ends, once the customer has said that they leave")
        Instant endsAt,

        @Nullable Instant endedAt) {

    /** The plan, as it was called when the contract was made. */
    @Schema(name = "ContractPlan")
    record PlanRef(UUID id, String code, Level level) {}

    /** The accepted version and its hash. */
    @Schema(name = "ContractTerms")
    record TermsRef(UUID document, UUID version, int number, String sha256) {}
}
