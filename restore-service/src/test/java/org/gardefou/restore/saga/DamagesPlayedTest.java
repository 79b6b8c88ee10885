package org.gardefou.restore.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.gardefou.restore.bed.Damage;
import org.gardefou.restore.saga.RestoreResumeTest.Killed;
import org.junit.jupiter.api.Test;

class DamagesPlayedTest {

    @Test
    void eachIsHealedByARestore() {
        assertThat(Stream.of(Killed.values()).flatMap(killed -> killed.damages.stream()))
                .containsExactlyInAnyOrder(Damage.values());
    }
}
