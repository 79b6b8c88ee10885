package org.gardefou.terms.document;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Comparing versions word by word. */
@ConfigMapping(prefix = "gardefou.comparisons")
interface ComparisonConfig {

    /** How many are at work at once: each keeps a processor busy for a while, and the smallest machines have two. */
    @WithDefault("2")
    int atOnce();

    /** How long who cannot come back, such as the sending of mail, waits for a place: a queue of some dozens. */
    @WithDefault("30s")
    Duration patience();

    /** How many are kept in memory, each as long as both texts together: a hoster's last few versions, each with the one before. */
    @WithDefault("50")
    int kept();
}
