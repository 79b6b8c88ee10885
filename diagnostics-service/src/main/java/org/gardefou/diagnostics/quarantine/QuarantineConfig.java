package org.gardefou.diagnostics.quarantine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how much is kept that nobody could place. */
@ConfigMapping(prefix = "gardefou.quarantine")
interface QuarantineConfig {

    /** A site is registered days after its account was made, not months; and what is kept is about people who may be nobody's customers. */
    @WithDefault("P30D")
    Duration kept();

    /** Of one connection: a server of another hoster's whose hook was pointed here by mistake fills no disk. */
    @WithDefault("10000")
    int most();
}
