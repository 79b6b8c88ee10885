package org.gardefou.restore.exchange;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How patiently the switch is made. */
@ConfigMapping(prefix = "gardefou.restore.exchange")
public interface ExchangeConfig {

    /** Times 5 s of waiting for open transactions on the live tables: half a minute outlasts a slow page. */
    @WithName("lock-tries")
    @WithDefault("6")
    int lockTries();
}
