package org.gardefou.backup.destination;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which places may be registered. */
@ConfigMapping(prefix = "gardefou.destinations")
public interface DestinationConfig {

    /**
     * For how long restic may try the same thing again in the middle of some work at a place that answers no more; to open a repository, 20 s at
     * most. A server that is started anew, or a link that comes back, costs no work of hours, and a worker is not held up for long.
     */
    @WithDefault("2m")
    Duration patience();

    /**
     * Whether a bucket or REST server of another machine may be reached by http. Its user and password would go over the network readable for anybody on the
     * way, so only a hoster whose network is encrypted below should say so.
     */
    @WithDefault("false")
    boolean plainHttp();
}
