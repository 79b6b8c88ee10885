package org.gardefou.backup.destination;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which places may be registered. */
@ConfigMapping(prefix = "gardefou.destinations")
interface DestinationConfig {

    /**
     * Whether a bucket or REST server of another machine may be reached by http. Its user and password would go over the network readable for anybody on the
     * way, so only a hoster whose network is encrypted below should say so.
     */
    @WithDefault("false")
    boolean plainHttp();
}
