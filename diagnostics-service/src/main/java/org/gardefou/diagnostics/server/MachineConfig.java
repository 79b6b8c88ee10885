package org.gardefou.diagnostics.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** What looking at a machine needs on this one. */
@ConfigMapping(prefix = "gardefou.machine")
interface MachineConfig {

    /** Where this service keeps short-lived private files. */
    @WithDefault("${gardefou.diagnosis.scratch:${gardefou.data.directory:/var/lib/garde-fou/diagnostics}/scratch}")
    Path scratch();
}
