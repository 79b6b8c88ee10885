package org.gardefou.kit.audit;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** How the audit trail learns where a request came from. */
@ConfigMapping(prefix = "gardefou.audit")
interface AuditConfig {

    /**
     * Addresses of proxies whose {@code X-Forwarded-For} is believed, besides the loopback. None by default: whoever could
     * reach the service directly could otherwise write any address into the trail.
     */
    Optional<Set<String>> trustedProxies();
}
