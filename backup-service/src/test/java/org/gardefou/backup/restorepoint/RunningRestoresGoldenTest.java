package org.gardefou.backup.restorepoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.gardefou.backup.bed.Bus;
import org.gardefou.kit.json.StrictJson;
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
    }
}
