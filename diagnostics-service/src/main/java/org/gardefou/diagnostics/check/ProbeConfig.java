package org.gardefou.diagnostics.check;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How sites are looked at from the outside. */
@ConfigMapping(prefix = "gardefou.probe")
public interface ProbeConfig {

    /**
     * Address ranges (CIDR) that are not public and may be asked all the same: the hoster's own. None by default, because the
     * addresses come from what customers write into their DNS.
     */
    Optional<List<String>> allowed();

    /** How long the front page may take, and the other checks together; a site that needs longer is down for its visitors, too. */
    @WithDefault("12s")
    Duration patience();
}
