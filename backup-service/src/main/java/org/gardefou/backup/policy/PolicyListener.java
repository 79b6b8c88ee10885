package org.gardefou.backup.policy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gardefou.kit.inbox.BusEvent;
import org.gardefou.kit.inbox.Listener;
import org.gardefou.kit.inbox.Subscriptions;
import org.jspecify.annotations.Nullable;

/** Makes a policy of what a contract promises. */
@ApplicationScoped
class PolicyListener implements Listener {

    /** A backup of a small site takes some seconds. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /** Longer than any law asks for; more than this cannot be added to a time. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractTold(UUID contract, UUID site, UUID customer, Promises promises, Instant at) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Promises(@Nullable Backup backup) {}

    /**
     * @param keptAfterEnd how long restore points outlive the contract; most plans do not say it
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Backup(
            boolean included,
            @Nullable Duration frequency,
            @Nullable Duration retention,
            @Nullable Duration keptAfterEnd) {

        Backup {
            // A promise that cannot be kept must not stand in the way of all the others: it becomes a dead letter.
            if (frequency != null && (frequency.compareTo(SHORTEST) < 0 || frequency.compareTo(LONGEST) > 0)) {
                throw new IllegalArgumentException("No site can be backed up every " + frequency);
            }
            if (unkeepable(retention) || unkeepable(keptAfterEnd)) {
                throw new IllegalArgumentException(
                        "No restore point can be kept for " + (unkeepable(retention) ? retention : keptAfterEnd));
            }
        }

        private static boolean unkeepable(@Nullable Duration time) {
            return time != null && (!time.isPositive() || time.compareTo(LONGEST) > 0);
        }

        Optional<Promise> promise() {
            return included && frequency != null && retention != null
                    ? Optional.of(new Promise(frequency, retention, Optional.ofNullable(keptAfterEnd)))
                    : Optional.empty();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ContractEnded(UUID contract, UUID site, UUID customer, Instant at) {}

    private final Policies policies;
    private final PolicySettings settings;
    private final PolicyNews news;

    PolicyListener(Policies policies, PolicySettings settings, PolicyNews news) {
        this.policies = policies;
        this.settings = settings;
        this.news = news;
    }

    @Override
    public void listen(Subscriptions on) {
        on.on(Set.of("contract.activated", "contract.changed"), ContractTold.class, this::contract)
                .on("contract.ended", ContractEnded.class, this::ended);
    }

    private void contract(BusEvent<ContractTold> event) {
        ContractTold told = event.data();
        Policy policy = policyOf(told.site(), told.customer());
        Optional<Promise> promise =
                Optional.ofNullable(told.promises().backup()).flatMap(Backup::promise);
        boolean changed = promise.isPresent()
                ? policy.promised(told.contract(), told.customer(), promise.get(), told.at())
                : policy.leftToCustomer(told.contract(), told.customer(), told.at());
        if (changed) news.tell(policy);
    }

    private void ended(BusEvent<ContractEnded> event) {
        ContractEnded told = event.data();
        Policy policy = policyOf(told.site(), told.customer());
        if (policy.ended(told.contract(), told.customer(), settings.keptAfterEnd(policy), told.at())) news.tell(policy);
    }

    private Policy policyOf(UUID site, UUID customer) {
        return policies.findByIdOptional(site).orElseGet(() -> {
            Policy fresh = new Policy(site, customer);
            policies.persist(fresh);
            return fresh;
        });
    }
}
