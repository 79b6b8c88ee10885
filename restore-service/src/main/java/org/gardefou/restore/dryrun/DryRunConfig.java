package org.gardefou.restore.dryrun;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How much a dry run may look at: it is asked by people who wait, and reads the live site. */
@ConfigMapping(prefix = "gardefou.restore.dry-run")
public interface DryRunConfig {

    /** Of one process at once: each is a restic process and a walk through a site, and restores come first. */
    @WithName("at-once")
    @WithDefault("2")
    int atOnce();

    /** Of what support prepares: beside those of {@link #atOnce}, so that nobody who waits for an answer is sent away for one that nobody waits for. */
    @WithName("prepared-at-once")
    @WithDefault("1")
    int preparedAtOnce();

    /** Of one dry run in all; what could not be compared until then is said to be missing. Browsers wait about as long. */
    @WithDefault("45s")
    Duration patience();

    /** Files that are compared one by one: some 50 MB of memory. A large shop has fewer. */
    @WithName("most-compared")
    @WithDefault("200000")
    int mostCompared();

    /** Paths and tables that are named of each kind; nobody reads more, and all are counted. */
    @WithDefault("100")
    int named();

    /** Rows up to which a table is counted; of a larger one the server's estimate is told. A million take a second. */
    @WithName("counted-rows")
    @WithDefault("1000000")
    long countedRows();
}
