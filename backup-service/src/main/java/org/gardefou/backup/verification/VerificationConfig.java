package org.gardefou.backup.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often and how deep restore points are verified. */
@ConfigMapping(prefix = "gardefou.verification")
interface VerificationConfig {

    /** In which time all data of each repository is read: shorter than the month for which most plans keep points. */
    @WithDefault("28d")
    Duration dataPeriod();

    /**
     * In how many parts: one a week at a time. Each part costs a look at the whole structure as well, so many small ones cost more than
     * they spread.
     */
    @WithDefault("4")
    int dataParts();

    /** In which time the newest point of each site is booted: five seconds each, so one after the other fill no night. */
    @WithDefault("30d")
    Duration bootPeriod();

    /** How many points wait for a boot at a time: they share workers, memory and disk with backups. */
    @WithDefault("1")
    int boots();

    /** How much room the files of a point may take that is booted; what is larger cannot be booted in a minute. */
    @WithDefault("20000000000")
    long largestBoot();

    /** How long one may take, restore and loading of databases included. */
    @WithDefault("30m")
    Duration longestBoot();

    /** How many verifications of a site a customer and the panel may ask for in 24 hours; 0: any number. Each restores the whole site. */
    @WithDefault("3")
    int onDemandPerDay();

    /** How often is looked for what is due: within quiet hours, and for points before a change at any hour. */
    @WithDefault("1m")
    Duration tick();

    /**
     * How many data readings wait at a time: seconds each, and boots wait behind them. Looked at each minute, enough for a quarter of 90,000
     * repositories in a week's nights.
     */
    @WithDefault("30")
    int batch();
}
