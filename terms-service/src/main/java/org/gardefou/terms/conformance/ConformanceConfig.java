package org.gardefou.terms.conformance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** How promises are looked at. */
@ConfigMapping(prefix = "gardefou.conformance")
interface ConformanceConfig {

    /** How often it is looked whether something was heard or became due: two indexed queries where nothing was. */
    @WithDefault("5s")
    Duration tick();

    /** Sites, or statements, in one transaction. */
    @WithDefault("50")
    int batch();

    /**
     * How much later than promised a backup may be: it is as old as the moment that it holds, takes its time to be made, and comes by
     * the clocks of the place: the day on which they are put back has 25 hours. Never more than half of the promised frequency.
     */
    @WithDefault("2h")
    Duration grace();

    /** How long one look from outside speaks for: a monitor that looks every minute or every five leaves no time unmeasured. */
    @WithDefault("5m")
    Duration look();

    /** The clocks that a month goes by. */
    @WithDefault("Europe/Paris")
    ZoneId zone();

    /** How long after its end a month is stated: what is heard late by an outage of the bus is in it still. */
    @WithDefault("P3D")
    Duration settle();

    /**
     * How long after its end a month can be stated again by what is heard late, and what was heard is kept for it: a year, so that what is found
     * when its accounts are closed can still be put right, and a month to find it in. What comes later is for people to settle: statements and ledger stay.
     */
    @WithDefault("P400D")
    Duration correct();

    /** As the rules want it. */
    default Settings settings() {
        return new Settings(grace(), zone());
    }
}
