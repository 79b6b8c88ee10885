package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.gardefou.backup.bed.Bus;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningRestoresGoldenTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());

    @ParameterizedTest
    @ValueSource(strings = {"restore.requested", "restore.completed", "restore.failed", "restore.rolled-back"})
    void restoreServicesExamplesAreRead(String type) throws IOException {
        RunningRestores.RestoreTold told =
                JSON.treeToValue(Bus.golden("restore-service", type, node -> {}), RunningRestores.RestoreTold.class);
        assertThat(told.restore()).isNotNull();
        assertThat(told.site()).isNotNull();
        assertThat(told.restorePoint()).isNotNull();
        assertThat(told.readsOf()).isEqualTo(told.site());
    }

    @Test
    void aPointOfAnotherSiteIsReadInThatOnesRepository() throws IOException {
        UUID other = UUID.randomUUID();
        RunningRestores.RestoreTold told = JSON.treeToValue(
                Bus.golden("restore-service", "restore.requested", node -> ((ObjectNode) node.path("selection"))
                        .put("pointSite", other.toString())),
                RunningRestores.RestoreTold.class);
        assertThat(told.readsOf()).isEqualTo(other).isNotEqualTo(told.site());
    }
}
