package org.gardefou.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final UUID customer = UUID.randomUUID();
    private final UUID contract = UUID.randomUUID();
    private final Policy policy = new Policy(UUID.randomUUID(), customer);

    @Test
    void thePromiseMakesTheFirstBackupDueAtOnce() {
        assertThat(policy.promised(contract, customer, DAY, WEEK, NOW)).isTrue();
        assertThat(policy.nextDue()).contains(NOW);
        assertThat(policy.kind()).isEqualTo(Policy.Kind.HOST_RUN);
    }

    @Test
    void theSamePromiseAgainChangesNothing() {
        policy.promised(contract, customer, DAY, WEEK, NOW);
        policy.dueAgain(NOW.plus(DAY));
        assertThat(policy.promised(contract, customer, DAY, WEEK, NOW.plusSeconds(1)))
                .isFalse();
        assertThat(policy.nextDue()).contains(NOW.plus(DAY));
    }

    @Test
    void anOlderEventDoesNotGoBackInTime() {
        policy.promised(contract, customer, DAY, WEEK, NOW);
        assertThat(policy.promised(contract, customer, WEEK, WEEK, NOW.minusSeconds(1)))
                .isFalse();
        assertThat(policy.ended(contract, customer, NOW.minusSeconds(1))).isFalse();
        assertThat(policy.frequency()).contains(DAY);
    }

    @Test
    void theEndOfAContractLeavesTheBackupsToTheCustomerAndKeepsWhatWasPromisedForWhatIsThere() {
        policy.promised(contract, customer, DAY, WEEK, NOW);
        assertThat(policy.ended(contract, customer, NOW.plusSeconds(1))).isTrue();
        assertThat(policy.kind()).isEqualTo(Policy.Kind.CUSTOMER_MANAGED);
        assertThat(policy.nextDue()).isEmpty();
        assertThat(policy.retention()).contains(WEEK);
    }

    @Test
    void theEndOfAnEarlierContractChangesNothing() {
        policy.promised(contract, customer, DAY, WEEK, NOW);
        policy.promised(UUID.randomUUID(), customer, DAY, WEEK, NOW.plusSeconds(1));
        assertThat(policy.ended(contract, customer, NOW.plusSeconds(2))).isFalse();
        assertThat(policy.kind()).isEqualTo(Policy.Kind.HOST_RUN);
    }
}
