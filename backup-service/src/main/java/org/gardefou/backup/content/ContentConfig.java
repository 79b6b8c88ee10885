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

    /**
     * The most files and folders of a restore point that are indexed; of one with more the backup is made, and its files are not listed. Twice the largest site
     * that was measured: a minute and a gigabyte of the database's log for each such point.
     */
    @WithDefault("2000000")
    long mostFiles();

    /**
     * The most versions of files that the index has of one site, some 200 bytes each: 4 GB. Once there are so many, further points are not indexed until older
     * ones have expired; the last one that is may pass it by its own files.
     */
    @WithDefault("20000000")
    long mostVersions();
}
