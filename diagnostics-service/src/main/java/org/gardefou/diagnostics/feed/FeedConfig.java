package org.gardefou.diagnostics.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where feeds come from and how large they may be. */
@ConfigMapping(prefix = "gardefou.feed")
interface FeedConfig {

    /** The only folder that files are imported from: an operator puts them there, so that a request cannot read whatever this service may read. */
    @WithDefault("${gardefou.data.directory:/var/lib/garde-fou/diagnostics}/feeds")
    Path folder();

    /** Unpacked. The largest feed that is known had 158 MB in October 2026, a third more than half a year before. */
    @WithDefault("1000000000")
    long mostBytes();

    /** For a whole download: 160 MB over a line of 1 MB a second, and some patience. */
    @WithDefault("10m")
    Duration patience();
}
