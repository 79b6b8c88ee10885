package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path ROOT = Path.of("/somewhere");

    @Test
    void oneSettingMovesEveryPort() {
        Settings settings = Settings.of(Map.of("GARDEFOU_PORT_SHIFT", "1000"), ROOT);
        assertThat(settings.port(Suite.EDGE_PORT)).isEqualTo(9080);
        assertThat(settings.port(Suite.KAFKA_PORT)).isEqualTo(20092);
        assertThat(settings.edgeUrl()).isEqualTo("http://localhost:9080");
    }

    @Test
    void aShiftThatIsNoneIsRefusedByName() {
        for (String shift : new String[] {"-1", "many", "60000"}) {
            assertThatThrownBy(() -> Settings.of(Map.of("GARDEFOU_PORT_SHIFT", shift), ROOT))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("GARDEFOU_PORT_SHIFT=" + shift);
        }
    }

    @Test
    void theHomeIsWhereTheEnvironmentSays() {
        assertThat(Settings.of(Map.of("GARDEFOU_HOME", "/srv/guard"), ROOT).home())
                .isEqualTo(Path.of("/srv/guard"));
    }

    @Test
    void anExternalDatabaseOrBrokerIsTakenFromTheUsualVariables() {
        Settings settings =
                Settings.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "broker:9092", "QUARKUS_DATASOURCE_JDBC_URL", " "), ROOT);
        assertThat(settings.kafka()).contains("broker:9092");
        assertThat(settings.jdbcUrl()).isEmpty();
    }
}
