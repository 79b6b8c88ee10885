package org.gardefou.local.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.gardefou.local.site.Ports;
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
    void aBrowserOpensEveryUsualPort() {
        Settings settings = Settings.of(Map.of(), ROOT);
        assertThat(settings.assignments()).doesNotContain("GARDEFOU_PORT_SHIFT");
        for (int port : new int[] {
            Suite.EDGE_PORT,
            Suite.POSTGRES_PORT,
            Suite.KAFKA_PORT,
            Suite.KAFKA_CONTROLLER_PORT,
            Ports.USUAL.http(),
            Ports.USUAL.apache(),
            Ports.USUAL.database()
        }) assertThat(BlockedPorts.blocks(port)).as("port " + port).isFalse();
        assertThat(Suite.SERVICES).noneMatch(service -> BlockedPorts.blocks(service.usualPort()));
        assertThat(BlockedPorts.blocks(10080)).isTrue();
    }

    @Test
    void aShiftToAPortThatBrowsersRefuseIsRefusedWithAnother() {
        assertThatThrownBy(() -> Settings.of(Map.of("GARDEFOU_PORT_SHIFT", "2000"), ROOT))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("port 10080")
                .hasMessageContaining("ERR_UNSAFE_PORT")
                .hasMessageContaining("2100");
        assertThat(Settings.of(Map.of("GARDEFOU_PORT_SHIFT", "2100"), ROOT).portShift())
                .isEqualTo(2_100);
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
