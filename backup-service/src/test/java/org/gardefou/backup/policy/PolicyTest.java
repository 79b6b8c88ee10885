package org.gardefou.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Promise DAILY = new Promise(DAY, WEEK, Optional.empty());

    private final UUID customer = UUID.randomUUID();
    private final UUID contract = UUID.randomUUID();
    private final Policy policy = new Policy(UUID.randomUUID(), customer);

    @Test
    void thePromiseMakesTheFirstBackupDueAtOnce() {
        assertThat(policy.promised(contract, customer, DAILY, NOW)).isTrue();
        assertThat(policy.nextDue()).contains(NOW);
        assertThat(policy.kind()).isEqualTo(Policy.Kind.HOST_RUN);
    }

    @Test
    void theSamePromiseAgainChangesNothing() {
        policy.promised(contract, customer, DAILY, NOW);
        policy.dueAgain(NOW.plus(DAY));
        assertThat(policy.promised(contract, customer, DAILY, NOW.plusSeconds(1)))
                .isFalse();
        assertThat(policy.nextDue()).contains(NOW.plus(DAY));
    }

    @Test
    void anOlderEventDoesNotGoBackInTime() {
        policy.promised(contract, customer, DAILY, NOW);
        assertThat(policy.promised(contract, customer, new Promise(WEEK, WEEK, Optional.empty()), NOW.minusSeconds(1)))
                .isFalse();
        assertThat(policy.ended(contract, customer, MONTH, NOW.minusSeconds(1))).isFalse();
        assertThat(policy.frequency()).contains(DAY);
    }

    @Test
    void theEndOfAContractKeepsWhatIsThereForAWhile() {
        policy.promised(contract, customer, DAILY, NOW);
        Instant end = NOW.plusSeconds(1);
        assertThat(policy.ended(contract, customer, MONTH, end)).isTrue();
        assertThat(policy.kind()).isEqualTo(Policy.Kind.CUSTOMER_MANAGED);
        assertThat(policy.nextDue()).isEmpty();
        assertThat(policy.retention()).contains(WEEK);
        assertThat(policy.ending().map(Ending::deletion)).contains(end.plus(MONTH));
        assertThat(policy.ending().flatMap(Ending::announceAt)).contains(end);
        assertThat(policy.remindAt()).as("nobody is left to be reminded").isEmpty();
        // And told again it changes nothing
        assertThat(policy.ended(contract, customer, MONTH, end)).isFalse();
    }

    @Test
    void howLongItStaysIsThePlansToSay() {
        policy.promised(contract, customer, new Promise(DAY, WEEK, Optional.of(Duration.ofDays(90))), NOW);
        policy.ended(contract, customer, MONTH, NOW);
        assertThat(policy.ending().map(Ending::deletion)).contains(NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void whoComesBackBeforeTheDeletionLosesNothing() {
        policy.promised(contract, customer, DAILY, NOW);
        policy.ended(contract, customer, MONTH, NOW);
        policy.promised(UUID.randomUUID(), customer, DAILY, NOW.plus(WEEK));
        assertThat(policy.ending()).isEmpty();
        assertThat(policy.kind()).isEqualTo(Policy.Kind.HOST_RUN);
    }

    @Test
    void theEndOfAnEarlierContractChangesNothing() {
        policy.promised(contract, customer, DAILY, NOW);
        policy.promised(UUID.randomUUID(), customer, DAILY, NOW.plusSeconds(1));
        assertThat(policy.ended(contract, customer, MONTH, NOW.plusSeconds(2))).isFalse();
        assertThat(policy.kind()).isEqualTo(Policy.Kind.HOST_RUN);
    }

    @Test
    void whoMakesTheBackupsIsRemindedAtOnceAndNoLongerWhenWeDo() {
        policy.leftToCustomer(contract, customer, NOW);
        assertThat(policy.remindAt()).contains(NOW);
        // And the same word again does not begin anew
        policy.reminded(NOW.plus(MONTH));
        policy.leftToCustomer(contract, customer, NOW.plusSeconds(1));
        assertThat(policy.remindAt()).contains(NOW.plus(MONTH));
        policy.promised(contract, customer, DAILY, NOW.plusSeconds(2));
        assertThat(policy.remindAt()).isEmpty();
    }

    @Test
    void whatTheCustomerAsksForHoldsWhereItIsMore() {
        policy.promised(contract, customer, DAILY, NOW);
        policy.dueAgain(NOW.plus(DAY));
        policy.asked(own(Duration.ofHours(6), MONTH), NOW.plusSeconds(5));
        assertThat(policy.frequency()).contains(Duration.ofHours(6));
        assertThat(policy.retention()).contains(MONTH);
        assertThat(policy.nextDue()).as("more often: looked at now").contains(NOW.plusSeconds(5));
        // And a better promise is never made worse by an older wish
        policy.promised(
                contract,
                customer,
                new Promise(Duration.ofHours(1), Duration.ofDays(60), Optional.empty()),
                NOW.plusSeconds(6));
        assertThat(policy.frequency()).contains(Duration.ofHours(1));
        assertThat(policy.retention()).contains(Duration.ofDays(60));
    }

    @Test
    void wishesEndWithThePromiseTheyWentBeyond() {
        policy.promised(contract, customer, DAILY, NOW);
        policy.asked(own(Duration.ofHours(6), null), NOW);
        policy.leftToCustomer(contract, customer, NOW.plusSeconds(1));
        assertThat(policy.own()).isEmpty();
        assertThat(policy.frequency()).isEmpty();
    }

    private static Own own(Duration frequency, @org.jspecify.annotations.Nullable Duration retention) {
        return new Own(frequency, retention, null, null, null);
    }
}
