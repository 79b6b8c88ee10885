package org.gardefou.diagnostics.sitelog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How logs are read and how long is kept what stood in them. */
@ConfigMapping(prefix = "gardefou.logs")
interface LogConfig {

    /** How often the logs of a site are read on: who looks at a site's troubles sees those of a few minutes ago. A diagnosis reads by itself. */
    @WithDefault("5m")
    Duration every();

    /** How many bytes of a log one reading goes through; the rest is left for the next. A busy log grows by less in five minutes. */
    @WithDefault("67108864")
    int most();

    /** How long a trouble is kept that was not seen any more: a season, so that one that comes back is known. */
    @WithDefault("P90D")
    Duration kept();

    /** How many bytes a log that is handed in may unpack to. */
    @WithDefault("1073741824")
    long mostUnpacked();
}
