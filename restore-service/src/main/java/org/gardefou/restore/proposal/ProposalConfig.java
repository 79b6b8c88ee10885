package org.gardefou.restore.proposal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How long proposals stand. */
@ConfigMapping(prefix = "gardefou.restore.proposal")
interface ProposalConfig {

    /** How long a customer has to answer when support says nothing else: a week covers an absence; a site that is down hardly waits that long. */
    @WithName("valid-days")
    @WithDefault("7")
    int validDays();

    /** How long what was shown may be believed. Orders and comments are no reported changes; a day of them is what a nightly backup loses too. */
    @WithName("look-lifetime")
    @WithDefault("24h")
    Duration lookLifetime();
}
