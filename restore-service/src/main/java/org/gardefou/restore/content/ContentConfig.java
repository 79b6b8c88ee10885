package org.gardefou.restore.content;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How far the service looks into restore points for people who wait for the answer. */
@ConfigMapping(prefix = "gardefou.restore.content")
interface ContentConfig {

    /** Of a file that is shown: longer texts are not read on a page. */
    @WithDefault("262144")
    int previewBytes();

    /** Looks at once: each is a process of the engine that takes a quarter of a processor's second to open the repository. */
    @WithDefault("2")
    int atOnce();

    /** How long a look waits for its turn. */
    @WithDefault("5s")
    Duration turn();

    /** How long one may take: who waits longer is better off with a smaller folder. */
    @WithDefault("30s")
    Duration time();

    /** Files of a folder that are compared, of either side. */
    @WithDefault("200000")
    int mostCompared();

    /** Lines of a comparison that are told. */
    @WithDefault("1000")
    int mostLines();
}
