package org.gardefou.terms.risknotice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes are told of together, and how long a notice waits for its reader. */
@ConfigMapping(prefix = "gardefou.risk-notices")
interface NoticeConfig {

    /** A change joins the notice of another that happened no longer ago: somebody who updates plugins is at it for minutes. */
    @WithDefault("10m")
    Duration together();

    /** From the first to the last change of one notice: who works all day gets a new notice in the next hour, with a fresh look at the backups. */
    @WithDefault("1h")
    Duration togetherAtMost();

    /** After its delivery a warning or danger that nobody acknowledged is told of again, and once more after as long: a weekend is over by then. */
    @WithDefault("3d")
    Duration remindAfter();

    /** So often at most: a third letter is not read either. */
    @WithDefault("2")
    int reminders();

    /** How long a notice of this level can be acknowledged before it has expired. */
    Life life();

    /** How often it is looked for notices whose time has come. */
    @WithDefault("1m")
    Duration check();

    interface Life {

        /** What was a matter of a moment is old after a month. */
        @WithDefault("30d")
        Duration info();

        /** A certificate shows its fault when it runs out, after 90 days. */
        @WithDefault("90d")
        Duration warning();

        /** A loss may be found late; what can be restored is kept no longer in most plans. */
        @WithDefault("180d")
        Duration danger();
    }

    /** How long a notice of this level waits. */
    default Duration life(Risk level) {
        return switch (level) {
            case INFO -> life().info();
            case WARNING -> life().warning();
            case DANGER -> life().danger();
        };
    }
}
