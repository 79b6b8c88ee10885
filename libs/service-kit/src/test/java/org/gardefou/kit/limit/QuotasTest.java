package org.gardefou.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gardefou.kit.permission.Role;
import org.junit.jupiter.api.Test;

class QuotasTest {

    /** Of each role another number, so that none can be taken for another's. */
    private record Config(int customer, int panel, int system, int operator, int anonymous) implements LimitConfig {}

    private final Quotas quotas = new Quotas(new Config(3, 50, 0, 7, 5));

    @Test
    void eachRoleHasItsOwnAndOneAskerOfSeveralRolesIsSeveralCallers() {
        // Given a customer that has used up what it had
        for (int sent = 0; sent < 4; sent++) quotas.take(Role.CUSTOMER, "one");
        assertThat(granted(Role.CUSTOMER, "one")).isFalse();
        // Then nobody else is stopped by it, whoever has the same name
        assertThat(granted(Role.CUSTOMER, "two")).isTrue();
        assertThat(quotas.take(Role.PANEL, "one").map(Quota::policyField)).contains("\"panel\";q=50;w=60");
        assertThat(quotas.take(Role.OPERATOR, "one").map(Quota::policyField)).contains("\"operator\";q=7;w=60");
        assertThat(quotas.take(Role.NOBODY, "one").map(Quota::stateField))
                .hasValueSatisfying(state -> assertThat(state).startsWith("\"anonymous\";r=4;"));
        // And who has no bound is not told of one
        for (int sent = 0; sent < 10_000; sent++)
            assertThat(quotas.take(Role.SYSTEM, "one")).isEmpty();
    }

    @Test
    void whoeverComesUnderNewNamesTakesABoundedMemoryAndPushesOutNobodyOfAnotherRole() {
        for (int sent = 0; sent < 4; sent++) quotas.take(Role.CUSTOMER, "one");

        for (int address = 0; address < 200_000; address++) quotas.take(Role.NOBODY, "2001:db8::" + address);

        assertThat(quotas.known(Role.NOBODY)).isBetween(1L, 20_000L);
        assertThat(granted(Role.CUSTOMER, "one")).isFalse();
    }

    @Test
    void whoAsksAgainAndAgainStaysCountedAmongManyWhoAskOnce() {
        boolean granted = true;
        for (int round = 0; round < 60 && granted; round++) {
            for (int other = 0; other < 2_000; other++) quotas.take(Role.NOBODY, round + "-" + other);
            granted = granted(Role.NOBODY, "loud") && granted(Role.NOBODY, "loud");
        }

        assertThat(granted).isFalse();
    }

    @Test
    void aNameAsLongAsATokenIsStillOneCaller() {
        String name = "x".repeat(20_000);

        for (int sent = 0; sent < 4; sent++) quotas.take(Role.CUSTOMER, name);

        assertThat(granted(Role.CUSTOMER, name)).isFalse();
        assertThat(granted(Role.CUSTOMER, name + "y")).isTrue();
    }

    private boolean granted(Role role, String caller) {
        return quotas.take(role, caller).map(Quota::granted).equals(Optional.of(true));
    }
}
