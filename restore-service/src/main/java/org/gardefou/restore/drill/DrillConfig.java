package org.gardefou.restore.drill;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;

/** How often it is tried whether sites can be restored, and what that may take. */
@ConfigMapping(prefix = "gardefou.drill")
interface DrillConfig {

    /** In which time each site whose plan promises restores has its turn: once a quarter, as audits ask (ISO 27001 A 8.13 wants it regular). */
    @WithDefault("90d")
    Duration period();

    /** When a site is tried again whose drill failed or was not possible: after the next backups, and after somebody has seen to it. */
    @WithDefault("7d")
    Duration again();

    /**
     * How many at once: each has a database server and a PHP of its own, beside the restores that people wait for. Fewer than
     * {@code gardefou.jobs.background-workers}, which downloads have too. 0: none by itself.
     */
    @WithDefault("1")
    int atOnce();

    /** After the evening, when restores are fewest. */
    @WithDefault("22:00")
    LocalTime from();

    /** Before the morning's work; may lie before {@code from}, on the next day. The same as {@code from}: at any hour. */
    @WithDefault("06:00")
    LocalTime to();

    /** Whose clock, as in Europe/Paris; left out: this machine's. */
    Optional<String> zone();

    /** Bytes of a point's files: what is larger takes the disk of the restore server from the restores. */
    @WithDefault("20000000000")
    long largest();

    /** How long one step of it may take; restic reads 20 GB in some minutes, a database takes longer to load. */
    @WithDefault("1h")
    Duration longest();

    /** How many drills of a site a customer and the panel for them may ask for in 30 days; 0: none. Each restores the whole site. */
    @WithDefault("1")
    int onDemand();

    /** How long one stands back for a restore that is at work, and waits for what will pass. */
    @WithDefault("5m")
    Duration pause();

    /** How often is looked for what is due; a turn lasts longer than that anyway. */
    @WithDefault("1m")
    Duration tick();
}
