package org.gardefou.backup.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.gardefou.backup.bed.Bus;
import org.gardefou.kit.json.StrictJson;
import org.junit.jupiter.api.Test;

class BackupTriggersGoldenTest {

    private static final ObjectMapper JSON = StrictJson.apply(new ObjectMapper());

    @Test
    void theOthersExamplesAreRead() throws IOException {
        BackupTriggers.NoticeTold notice = JSON.treeToValue(
                Bus.golden("terms-service", "risk-notice.raised", node -> {}), BackupTriggers.NoticeTold.class);
        assertThat(notice.level()).isEqualTo("DANGER");
        assertThat(notice.change()).isNotNull();
        assertThat(notice.site()).isNotNull();
        BackupTriggers.NoticeExtended more = JSON.treeToValue(
                Bus.golden("terms-service", "risk-notice.extended", node -> {}), BackupTriggers.NoticeExtended.class);
        assertThat(more.changeLevel()).isEqualTo("DANGER");
        assertThat(more.change()).isNotNull();
        assertThat(more.site()).isEqualTo(notice.site());
        BackupTriggers.RestoreTold restore = JSON.treeToValue(
                Bus.golden("restore-service", "restore.requested", node -> {}), BackupTriggers.RestoreTold.class);
        assertThat(restore.restore()).isNotNull();
        assertThat(restore.site()).isEqualTo(notice.site());
    }
}
