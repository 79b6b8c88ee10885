package org.gardefou.backup.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import org.gardefou.backup.bed.Bus;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyListenerGoldenTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());
    private static final String TERMS = "terms-service";

    @ParameterizedTest
    @ValueSource(strings = {"contract.activated", "contract.changed"})
    void promisesAreRead(String type) throws IOException {
        PolicyListener.ContractTold told =
                JSON.treeToValue(Bus.golden(TERMS, type, node -> {}), PolicyListener.ContractTold.class);
        assertThat(told.contract()).isNotNull();
        assertThat(told.promises().backup())
                .isEqualTo(
                        new PolicyListener.Backup(true, Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30)));
    }

    @Test
    void theEndOfAContractIsRead() throws IOException {
        PolicyListener.ContractEnded told =
                JSON.treeToValue(Bus.golden(TERMS, "contract.ended", node -> {}), PolicyListener.ContractEnded.class);
        assertThat(told.contract()).isNotNull();
        assertThat(told.site()).isNotNull();
    }

    @Test
    void howLongPointsOutliveTheContractIsReadWhereThePlanSaysIt() throws IOException {
        ObjectNode event = Bus.golden(TERMS, "contract.activated", node -> ((ObjectNode)
                        node.path("promises").path("backup"))
                .put("keptAfterEnd", "P90D"));
        PolicyListener.Backup backup = JSON.treeToValue(event, PolicyListener.ContractTold.class)
                .promises()
                .backup();
        assertThat(backup).isNotNull();
        assertThat(backup.promise().orElseThrow().keptAfterEnd()).contains(Duration.ofDays(90));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, P7D", "-PT24H, P7D", "PT24H, PT0S", "PT24H, P999999999D", "P999999999D, P7D"})
    void aPromiseThatCannotBeKeptIsRefused(String frequency, String retention) {
        ObjectNode event = Bus.golden(TERMS, "contract.activated", node -> ((ObjectNode)
                        node.path("promises").path("backup"))
                .put("frequency", frequency)
                .put("retention", retention));
        assertThatThrownBy(() -> JSON.treeToValue(event, PolicyListener.ContractTold.class))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be");
    }
}
