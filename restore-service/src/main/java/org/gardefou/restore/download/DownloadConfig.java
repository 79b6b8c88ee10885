package org.gardefou.restore.download;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much may be packed, and for how long it is there. */
@ConfigMapping(prefix = "gardefou.restore.download")
interface DownloadConfig {

    /** Time to fetch a large site over a slow line, with a night between; a copy of a site should not lie about longer. */
    @WithDefault("24h")
    Duration lifetime();

    /** Bytes of one download before it is packed: larger sites are restored, not fetched through a browser. */
    @WithDefault("53687091200")
    long mostBytes();

    /** Bytes of all packed files together: what they may take of the disk that restic's cache is on, too. */
    @WithDefault("107374182400")
    long mostKeptBytes();

    /** Bytes of that disk that stay free. */
    @WithDefault("1073741824")
    long spareBytes();

    /** Entries of a zip: its directory is kept in memory until the end, some 500 bytes each. A tar has no such bound. */
    @WithDefault("200000")
    long mostZipEntries();

    /** Downloads of a site in 24 hours that customers and panels ask for: each reads the repository for minutes. */
    @WithDefault("5")
    int aDay();

    /** How long what passes is waited for: a repository that is locked, a service that restarts. */
    @WithDefault("1h")
    Duration patience();

    /** The whole of one: the largest over a slow link to the repository. */
    @WithDefault("12h")
    Duration timeout();
}
