package org.gardefou.restic;

import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;

/** That the other tests here are played with the oldest restic that is supported, and with the newest. */
class VersionsTest {

    @Test
    void bothEndsOfWhatIsSupportedAreTested() {
        assumeThat(Fixture.binaries().map(one -> one.version().minor()).toList())
                .as(
                        "restic 0.14 and 0.18: \"./garde-fou test\" fetches the one that is missing; without it the tests of that"
                                + " version are not played")
                .contains(14)
                .anyMatch(minor -> minor >= 18);
    }
}
