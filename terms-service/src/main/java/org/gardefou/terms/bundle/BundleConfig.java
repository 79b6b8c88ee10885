package org.gardefou.terms.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large a bundle may become, and how many are packed at once. */
@ConfigMapping(prefix = "gardefou.bundles")
interface BundleConfig {

    /**
     * So many entries at most: twice what a busy site gathers in a year, and no more files than the zip format counts, should each entry have
     * a checkpoint of its own.
     */
    @WithDefault("20000")
    int most();

    /** So many are packed at once: each keeps a core busy for a second, and leaves room for everything else. Who asks for more comes back in a moment. */
    @WithDefault("2")
    int atOnce();
}
