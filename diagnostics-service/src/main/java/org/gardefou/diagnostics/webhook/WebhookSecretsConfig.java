package org.gardefou.diagnostics.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds its secrets. */
@ConfigMapping(prefix = "gardefou.secrets")
interface WebhookSecretsConfig {

    /** Secrets by name, here the key-encryption key. Files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/diagnostics")
    Path directory();
}
