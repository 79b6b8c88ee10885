package org.gardefou.backup.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where this service finds its secrets. */
@ConfigMapping(prefix = "gardefou.secrets")
public interface SecretsConfig {

    /** Secrets by name: database administration, the key-encryption key. Files locally, a mounted secret in Kubernetes. */
    @WithDefault("/etc/garde-fou/secrets/backups")
    Path directory();
}
