package org.gardefou.terms.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a bundle may become. */
@ConfigMapping(prefix = "gardefou.bundles")
interface BundleConfig {

    /**
     * So many entries at most: twice what a busy site gathers in a year, and no more files than the zip format counts, should each entry have
     * a checkpoint of its own.
     */
    @WithDefault("20000")
    int most();
}
