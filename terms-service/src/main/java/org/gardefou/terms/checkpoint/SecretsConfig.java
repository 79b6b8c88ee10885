package org.gardefou.terms.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds its secrets. */
@ConfigMapping(prefix = "gardefou.secrets")
public interface SecretsConfig {

    /** One private file for each secret. Files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/terms")
    Path directory();
}
