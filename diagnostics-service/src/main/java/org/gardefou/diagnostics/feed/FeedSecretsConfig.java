package org.gardefou.diagnostics.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where the keys of feeds are. */
@ConfigMapping(prefix = "gardefou.secrets")
interface FeedSecretsConfig {

    /** Secrets by name. Files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/diagnostics")
    Path directory();
}
