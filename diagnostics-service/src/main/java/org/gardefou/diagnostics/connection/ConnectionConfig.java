package org.gardefou.diagnostics.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is expected of panels. */
@ConfigMapping(prefix = "gardefou.connection")
interface ConnectionConfig {

    /** The shipped hooks say every five minutes that they are alive: a restart and an update of the server go by in less than an hour. */
    @WithDefault("1h")
    Duration silentAfter();
}
