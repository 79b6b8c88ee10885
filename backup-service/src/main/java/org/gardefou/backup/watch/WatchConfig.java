package org.gardefou.backup.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When backups are overdue, and when they look wrong. */
@ConfigMapping(prefix = "gardefou.watch")
interface WatchConfig {

    /** How soon an alarm that is due is raised. One indexed query when none is. */
    @WithDefault("1m")
    Duration tick();

    /**
     * How much later than it was due a backup may be: a queue in the night, three tries and the copy of a large site fit into it. Never more than half
     * of the time between two, so that hourly backups are not missed for hours.
     */
    @WithDefault("2h")
    Duration slack();

    /** How often an alarm that goes on is repeated: each working day sees it. */
    @WithDefault("1d")
    Duration remindEvery();

    /**
     * How long the last point before files that may have been encrypted stays when the customer says that it was them: an account that was taken over
     * is noticed within a month, and support has had that time to look.
     */
    @WithDefault("30d")
    Duration customerWord();

    /** With how many restore points before it one is compared: a week of daily ones, and the median stands three odd ones among them. */
    @WithDefault("7")
    int compared();

    /** The fewest to compare with: two are no rule. */
    @WithDefault("3")
    int fewest();

    /** A backup that became smaller. */
    Size shrinking();

    /** A backup that became larger. */
    Growth growing();

    /** Files that changed. */
    ChurnLimits churn();

    /** From when on less is too little; both must be reached. */
    interface Size {
        /** The part that is missing, in percent of the median: half of a site does not go in a clean-up of the cache. */
        @WithDefault("50")
        int percent();

        /** Bytes: of small sites half is nothing. */
        @WithDefault("52428800")
        long bytes();

        /** Files: likewise. */
        @WithDefault("200")
        long files();
    }

    /** From when on more is too much; both must be reached. */
    interface Growth {
        /** What came in addition, in percent of the median: three times as much is more than an album of holidays. */
        @WithDefault("200")
        int percent();

        /** Bytes: a gigabyte that nobody expects costs, and may be somebody else's film. */
        @WithDefault("1073741824")
        long bytes();
    }

    /** From when on a change looks like an encryption. */
    interface ChurnLimits {
        /** The share of files that are new or changed in one backup, in percent, below which nothing is looked into. */
        @WithDefault("30")
        int percent();

        /** How many times the site's own usual share it must be. */
        @WithDefault("4")
        int times();

        /** Files: of fewer nothing can be said. */
        @WithDefault("50")
        long files();

        /** The part of them, in percent, that must have new kinds of names, or be pictures and documents whose content changed. */
        @WithDefault("50")
        int suspicious();
    }
}
