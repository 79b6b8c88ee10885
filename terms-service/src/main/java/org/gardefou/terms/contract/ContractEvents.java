package org.gardefou.terms.contract;

import java.time.Instant;
import java.util.UUID;
import org.gardefou.terms.clause.Audience;
import org.gardefou.terms.plan.Promises;

/** The data of the contract events: all that the others need to work alone. */
final class ContractEvents {

    static final String TOPIC = "gardefou.contracts";
    static final String ACTIVATED = "contract.activated";
    static final String CHANGED = "contract.changed";
    static final String ENDED = "contract.ended";

    private ContractEvents() {}

    /** The data of {@code contract.activated} and of {@code contract.changed}: what the contract is from then on. */
    record Standing(
            UUID contract,
            UUID site,
            UUID customer,
            ContractView.PlanRef plan,
            Promises promises,
            Audience audience,
            String locale,
            ContractView.TermsRef terms,
            UUID acceptance,
            Instant at) {

        static Standing of(ContractView contract, Instant at) {
            return new Standing(
                    contract.id(),
                    contract.site(),
                    contract.customer(),
                    contract.plan(),
                    contract.promises(),
                    contract.audience(),
                    contract.locale(),
                    contract.terms(),
                    contract.acceptance(),
                    at);
        }
    }

    /** The data of {@code contract.ended}. */
    record Ended(UUID contract, UUID site, UUID customer, Instant at) {}
}
