package org.gardefou.kit.progress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many streams of progress one process keeps open at once. */
@ConfigMapping(prefix = "gardefou.streams")
interface StreamConfig {

    /** Of one caller: a person watches a few jobs in a few windows, a panel's page some more. */
    @WithDefault("20")
    int caller();

    /** Of all together: each is a connection, a thread that sleeps, and a look into the database once a second. */
    @WithDefault("200")
    int all();
}
