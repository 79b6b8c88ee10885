package org.gardefou.backup.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/** What holds for a policy where neither contract nor customer say it. */
@ConfigMapping(prefix = "gardefou.policy")
interface PolicyConfig {

    /** The clocks that days, weeks and months go by: those of the hoster, and of the statements of terms-service. */
    @WithDefault("Europe/Paris")
    ZoneId zone();

    /** The hours in which daily backups and rarer ones begin: sites have the fewest visitors then. */
    Hours window();

    /** Times of day. */
    interface Hours {
        /** Late in the evening: eight hours in all, so that thousands of sites of one server spread over them. */
        @WithDefault("22:00")
        LocalTime from();

        /** Before the morning's first visitors. */
        @WithDefault("06:00")
        LocalTime to();
    }

    /** What is kept beyond the promised time. */
    Kept keep();

    /** Numbers of restore points; none by default: what nobody promised costs storage that nobody pays. */
    interface Kept {
        @WithDefault("0")
        int last();

        @WithDefault("0")
        int hourly();

        @WithDefault("0")
        int daily();

        @WithDefault("0")
        int weekly();

        @WithDefault("0")
        int monthly();

        @WithDefault("0")
        int yearly();
    }

    /** How far a customer may go beyond the promise. */
    Limits own();

    /** What a customer may ask for. */
    interface Limits {
        /** The shortest time between two backups: each reads the whole site. */
        @WithDefault("1h")
        Duration mostOften();

        /** The longest retention: a quarter of a year is found out about by then; for longer there are months and years to keep. */
        @WithDefault("90d")
        Duration longest();

        /** The shortest window: sites that ask for the same hour still spread over it. */
        @WithDefault("1h")
        Duration shortestWindow();

        @WithDefault("30")
        int last();

        /** A day of them. */
        @WithDefault("24")
        int hourly();

        /** A month of them. */
        @WithDefault("31")
        int daily();

        /** A quarter of a year of them. */
        @WithDefault("13")
        int weekly();

        /** A year of them. */
        @WithDefault("12")
        int monthly();

        /** Personal data is not kept for ever: who has to keep accounts for longer keeps them elsewhere. */
        @WithDefault("2")
        int yearly();
    }

    /**
     * How often a customer who makes the backups is reminded of it: once a month is noticed, and not yet a nuisance. The first time is at
     * once.
     */
    @WithDefault("30d")
    Duration remindEvery();

    /**
     * How long restore points stay when the contract has ended and the plan says nothing of it: a missed payment is put right within a month, and who
     * moves to another hoster finds out by then what is missing; personal data is kept no longer than it is good for (GDPR, article 5(1)(e)).
     */
    @WithDefault("30d")
    Duration keptAfterEnd();

    /** How long before the deletion it is told for the second time; the first time is when the contract ends. */
    @WithDefault("7d")
    Duration deletionNotice();
}
