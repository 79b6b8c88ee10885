package org.gardefou.backup.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where secrets are read by their names. */
@ConfigMapping(prefix = "gardefou.secrets")
public interface SecretsConfig {

    /** Database administration and the key-encryption key: files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/backups")
    Path directory();
}
