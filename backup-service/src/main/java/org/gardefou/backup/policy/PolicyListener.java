package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.gardefou.kit.outbox.Event;
import org.gardefou.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;

/** Makes a policy of what a contract promises. */
@ApplicationScoped
class PolicyListener implements Listener {

    /** A backup of a small site takes some seconds. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractTold(UUID contract, UUID site, UUID customer, Promises promises, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promises(@Nullable Backup backup) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Backup(
            boolean included,
            @Nullable Duration frequency,
            @Nullable Duration retention) {

        Backup {
            // A promise that cannot be kept must not stand in the way of all the others: it becomes a dead letter.
            if (frequency != null && frequency.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("No site can be backed up every " + frequency);
            }
            if (retention != null && !retention.isPositive()) {
                throw new IllegalArgumentException("No restore point can be kept for " + retention);
            }
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractEnded(UUID contract, UUID site, UUID customer, Instant at) {}

    /** The data of {@code policy.changed}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PolicyTold(
            UUID site,
            UUID customer,
            Policy.Kind kind,
            @Nullable Duration frequency,
            @Nullable Duration retention,
            Instant at) {}

    private final Policies policies;
    private final Outbox outbox;
    private final Clock clock;

    PolicyListener(Policies policies, Outbox outbox, Clock clock) {
        this.policies = policies;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("contract.activated", "contract.changed"), ContractTold.class, this::contract)
                .on("contract.ended", ContractEnded.class, this::ended);
    }

    private void contract(BusEvent<ContractTold> event) {
        ContractTold told = event.data();
        Policy policy = policyOf(told.site(), told.customer());
        Backup backup = told.promises().backup();
        boolean changed =
                backup != null && backup.included() && backup.frequency() != null && backup.retention() != null
                        ? policy.promised(
                                told.contract(), told.customer(), backup.frequency(), backup.retention(), told.at())
                        : policy.leftToCustomer(told.contract(), told.customer(), told.at());
        if (changed) tell(policy);
    }

    private void ended(BusEvent<ContractEnded> event) {
        ContractEnded told = event.data();
        Policy policy = policyOf(told.site(), told.customer());
        if (policy.ended(told.contract(), told.customer(), told.at())) tell(policy);
    }

    private Policy policyOf(UUID site, UUID customer) {
        return policies.findByIdOptional(site).orElseGet(() -> {
            Policy fresh = new Policy(site, customer);
            policies.persist(fresh);
            return fresh;
        });
    }

    private void tell(Policy policy) {
        PolicyTold told = new PolicyTold(
                policy.site(),
                policy.customer(),
                policy.kind(),
                policy.frequency().orElse(null),
                policy.retention().orElse(null),
                clock.instant());
        outbox.add(Event.of("gardefou.backups", "policy.changed", policy.site(), told));
    }
}
