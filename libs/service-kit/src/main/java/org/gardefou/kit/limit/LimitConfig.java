package org.gardefou.kit.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many requests a caller may send to one process of a service in a minute; 0: any number. The hoster's own staff and systems
 * are not counted.
 */
@ConfigMapping(prefix = "gardefou.limits")
interface LimitConfig {

    /** One customer, with all its users: a page that polls four resources each second fits. */
    @WithDefault("300")
    int customer();

    /** One panel connection: a server with some thousand sites on a busy evening fits; the rest belongs into batches. */
    @WithDefault("6000")
    int panel();

    /** One address (of IPv6 one /64) without a token: an office behind one address that reads the public pages fits. */
    @WithDefault("600")
    int anonymous();
}
