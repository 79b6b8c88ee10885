package org.gardefou.backup.schedule;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How due backups are looked for. */
@ConfigMapping(prefix = "gardefou.schedule")
interface ScheduleConfig {

    /** The most a due backup waits before it is queued. One indexed query when nothing is due. */
    @WithDefault("5s")
    Duration tick();

    /** Sites queued in one transaction: the next tick follows at once while there are more. */
    @WithDefault("200")
    int batch();

    /**
     * How late a beat may be and still count as on time. Later, as after an outage or a pause, a site is backed up only where its last good
     * point would grow too old before the next beat: a thousand sites need not be read at once for nothing.
     */
    @WithDefault("15m")
    Duration lateness();
}
