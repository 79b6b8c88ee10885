package org.gardefou.backup.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of the service's database the files of restore points may keep busy. */
@ConfigMapping(prefix = "gardefou.content")
interface ContentConfig {

    /** Comparisons of restore points at once in one process: each keeps a processor of the database busy, and it has others to answer. */
    @WithDefault("2")
    int comparisonsAtOnce();

    /** How long one may take: 20,000 files that changed are added up in a tenth of a second, and who waits longer than this is better off with one folder. */
    @WithDefault("5s")
    Duration comparisonTime();
}
