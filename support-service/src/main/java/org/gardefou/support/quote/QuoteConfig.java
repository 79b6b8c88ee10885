package org.gardefou.support.quote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How quotes are made. */
@ConfigMapping(prefix = "gardefou.quotes")
interface QuoteConfig {

    /** How long an offer stands: two weeks, so that a company's own approval fits in. */
    @WithDefault("14d")
    Duration validity();
}
