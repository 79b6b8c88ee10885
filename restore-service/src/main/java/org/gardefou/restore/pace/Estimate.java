package org.gardefou.restore.pace;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long a restore will take, from its start to the switch, the safety backup included. */
@Schema(name = "RestoreDuration")
public record Estimate(
        @Schema(description = "ISO 8601 duration", examples = "PT20S")
        Duration shortest,

        @Schema(description = "ISO 8601 duration", examples = "PT25S")
        Duration likely,

        @Schema(description = "ISO 8601 duration", examples = "PT1M5S")
        Duration longest,

        Source source,

        @Schema(description = "How many earlier restores were measured.", examples = "3")
        int restores) {

    /** By what a duration is told. */
    @Schema(
            name = "RestoreDurationSource",
            description =
                    "THIS_SITE: earlier restores of the site. SAME_SERVER: restores of others on its server. ASSUMED: nothing was measured yet.")
    public enum Source {
        THIS_SITE,
        SAME_SERVER,
        ASSUMED
    }
}
