package org.gardefou.terms.timestamp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Whom to ask for the time. Without any, checkpoints carry the hoster's own time only. */
@ConfigMapping(prefix = "gardefou.time-stamps")
interface TimeStampConfig {

    /** The authorities by a short name of small letters, digits and hyphens, which becomes part of the names of files. */
    Map<String, Authority> authorities();

    /** How long an authority may take to answer; qualified ones answer within a second or two. */
    @WithDefault("10s")
    Duration timeout();

    /** One authority. */
    interface Authority {

        /** Where it takes {@code application/timestamp-query} (RFC 3161, section 3.4). */
        URI url();

        /** The certificate (PEM) that its signers' must lead to. What leads elsewhere is refused. */
        Path certificate();
    }
}
