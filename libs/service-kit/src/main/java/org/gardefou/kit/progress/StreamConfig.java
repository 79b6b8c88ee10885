package org.gardefou.kit.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many streams of progress one process keeps open at once, and how it keeps them. */
@ConfigMapping(prefix = "gardefou.streams")
interface StreamConfig {

    /** Of one caller who is no panel: a person watches a few jobs in a few windows. */
    @WithDefault("20")
    int caller();

    /** Of one panel's connection, for all customers who watch through it: a few of several thousand sites at a time. */
    @WithDefault("80")
    int panel();

    /** Of all together: each is a connection, a thread that sleeps, and a look into the database once a second. */
    @WithDefault("200")
    int all();

    /** The longest silence: proxies commonly close what says nothing for 30 to 60 seconds. */
    @WithDefault("15s")
    Duration heartbeat();
}
