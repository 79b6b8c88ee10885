package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.gardefou.restic.Restic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator's word about confinement comes to. */
class BoundsTest {

    @ParameterizedTest
    @CsvSource({"OFF, true", "IF_POSSIBLE, false", "REQUIRED, false"})
    void onlyOffLetsResticReadMoreThanTheSite(String confinement, boolean unconfined) {
        assertThat(bounds(confinement).options().unconfined()).isEqualTo(unconfined);
    }

    @Test
    void onlyRequiredStopsABackupOnAMachineThatCannotConfine() {
        assertThatCode(() -> bounds("OFF").demand()).doesNotThrowAnyException();
        assertThatCode(() -> bounds("IF_POSSIBLE").demand()).doesNotThrowAnyException();
        if (Restic.confinesBackups()) {
            assertThatCode(() -> bounds("REQUIRED").demand()).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> bounds("REQUIRED").demand()).isInstanceOf(Unconfined.class);
        }
    }

    private static Bounds bounds(String confinement) {
        return new Bounds(new SmallRyeConfigBuilder()
                .withMapping(RunConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(
                        new PropertiesConfigSource(Map.of("gardefou.backup.confinement", confinement), "operator", 100))
                .build()
                .getConfigMapping(RunConfig.class));
    }
}
