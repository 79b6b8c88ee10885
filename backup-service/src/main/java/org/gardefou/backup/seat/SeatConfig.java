package org.gardefou.backup.seat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much background work one destination takes. */
@ConfigMapping(prefix = "gardefou.destinations")
public interface SeatConfig {

    /**
     * Copies, readings of data, prunes, exports, boots and the like at one destination at a time, in all processes together. Two keep its disks busy while one of
     * them waits for us; more would take from backups and restores what the link and the disks can give. Where a destination has a limit
     * of its own ({@code parallel}), one of those is left to backups.
     */
    @WithDefault("2")
    int background();
}
