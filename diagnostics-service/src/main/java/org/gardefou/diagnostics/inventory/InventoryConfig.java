package org.gardefou.diagnostics.inventory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When sites are looked at for what they are made of. */
@ConfigMapping(prefix = "gardefou.inventory")
interface InventoryConfig {

    /** How old an inventory may get: plugins that update themselves do so twice a day. */
    @WithDefault("24h")
    Duration every();

    /** Whether looks are made by themselves: in their turn, after changes and after restores. Without it they are made on request only. */
    @WithDefault("true")
    boolean byItself();

    /** For one look: a site with a hundred plugins takes a second here and some ten over SSH; a disk that hangs is not waited for. */
    @WithDefault("60s")
    Duration patience();
}
