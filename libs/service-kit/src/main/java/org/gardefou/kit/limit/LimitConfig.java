package org.gardefou.kit.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many requests a caller may send to one process of a service in a minute; 0: any number. Each role has its own, and none takes from
 * another's: they differ by what stands behind one token.
 */
@ConfigMapping(prefix = "gardefou.limits")
interface LimitConfig {

    /** One customer, with all its users: a page that polls four resources each second fits. */
    @WithDefault("300")
    int customer();

    /** One panel connection: a server with some thousand sites on a busy evening fits; the rest belongs into batches. */
    @WithDefault("6000")
    int panel();

    /**
     * One of the hoster's systems: it speaks for all customers at once, and a night in which the whole fleet is renewed is no fault. A hoster who has one that
     * runs wild can give it a bound.
     */
    @WithDefault("0")
    int system();

    /** One person of the staff, known and audited: who puts right an incident by a script is not to be stopped in the middle. */
    @WithDefault("0")
    int operator();

    /** One address (of IPv6 one /64) without a good token: an office behind one address that reads the public pages fits. */
    @WithDefault("600")
    int anonymous();
}
