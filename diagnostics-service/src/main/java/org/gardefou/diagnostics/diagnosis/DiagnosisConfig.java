package org.gardefou.diagnostics.diagnosis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** When and how sites are examined. */
@ConfigMapping(prefix = "gardefou.diagnosis")
interface DiagnosisConfig {

    /** The quiet time after a change before the site is looked at: an update is done by then, and ten of them are looked at once. */
    @WithDefault("20s")
    Duration afterChange();

    /** How long changes that go on and on may put that look off: somebody at work all day breaks the site in between, too. */
    @WithDefault("5m")
    Duration afterChangeAtMost();

    /** How far back logs are read when the site was never seen healthy: what is older explains nothing of now. */
    @WithDefault("1h")
    Duration logsBack();

    /** Where this service keeps short-lived private files. */
    @WithDefault("${gardefou.data.directory:/var/lib/garde-fou/diagnostics}/scratch")
    Path scratch();
}
