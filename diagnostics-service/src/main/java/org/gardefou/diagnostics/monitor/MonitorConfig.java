package org.gardefou.diagnostics.monitor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sites are watched from outside. */
@ConfigMapping(prefix = "gardefou.monitor")
interface MonitorConfig {

    /** Whether sites are looked at by themselves. Without it nobody watches, and availability cannot be kept. */
    @WithDefault("true")
    boolean byItself();

    /** From one look to the next, where a site has no interval of its own: what terms-service lets one look speak for. One to fifteen minutes. */
    @WithDefault("5m")
    Duration interval();

    /** When it is looked again at a site that seems down: a reload of a web server or a lost packet is over by then. */
    @WithDefault("30s")
    Duration confirm();

    /** Looks at work at once: a site that hangs holds one of them for {@code gardefou.probe.patience}, and no thread of the machine. Fewer than the probe has connections. */
    @WithDefault("500")
    int atOnce();
}
