package org.gardefou.backup.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patiently a backup is tried. */
@ConfigMapping(prefix = "gardefou.backup")
interface RunConfig {

    /** A passing cause is tried this often before it counts as a failure: a restart of a database outlasts two. */
    @WithDefault("3")
    int tries();

    /** The pause before the second try, doubled each time. */
    @WithDefault("4s")
    Duration firstPause();

    /** The longest pause: a run whose turn comes is woken anyway, so this is for storage that is away. */
    @WithDefault("1m")
    Duration longestPause();

    /**
     * Whether a backup needs the kernel's word that restic reads nothing but the site's folder. Where the machine can give
     * it, it is always asked for.
     */
    @WithDefault("IF_POSSIBLE")
    Confinement confinement();

    /** How much confinement an operator wants. */
    enum Confinement {
        /** Where kernel and programs for it are there. */
        IF_POSSIBLE,
        /** No backup without it. */
        REQUIRED,
        /** Never: for a service with the rights of one customer, whose repository needs keys or programs of that account. */
        OFF
    }

    /**
     * How many bytes a site's files may have; those with holes count as large as they say they are. No shared hosting has a site of a
     * terabyte, and to read as many zeros takes most of an hour.
     */
    @WithDefault("1000000000000")
    long largestSite();

    /**
     * How many backups go on at once on one server, whatever a restore waits for beside them: two readers keep a disk busy, and more would
     * take it from the sites.
     */
    @WithDefault("2")
    int perServer();

    /** How soon a run has its turn that a crash kept from it; all others have it at once when there is room. */
    @WithDefault("5s")
    Duration turns();

    /**
     * How many backups of one site a customer and the panel may ask for in 24 hours; 0: any number. One every two hours is more than
     * anybody's work needs, and each of them reads the whole site. The hoster's own people and systems are not counted.
     */
    @WithDefault("12")
    int onDemandPerDay();
}
