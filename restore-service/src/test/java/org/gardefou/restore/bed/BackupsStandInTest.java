package org.gardefou.restore.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The bed of the other tests leaves nothing on the machine. */
class BackupsStandInTest {

    @Test
    void whatItMadeIsGoneWhenItStops() throws Exception {
        String others = System.getProperty(BackupsStandIn.FOLDER);
        BackupsStandIn standIn = new BackupsStandIn();
        try {
            Path folder =
                    Path.of(standIn.start().get("gardefou.backups.token-file")).getParent();
            Files.writeString(folder.resolve("site.json"), "{}");

            standIn.stop();

            assertThat(folder).doesNotExist();
        } finally {
            if (others != null) System.setProperty(BackupsStandIn.FOLDER, others);
            else System.clearProperty(BackupsStandIn.FOLDER);
        }
    }
}
